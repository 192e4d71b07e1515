"""Which tables of the rooms below, and of this one, a copy of a record holds, and why not the others.

And how long those of this room are kept.
"""

from throughcare.access.models import Consent, Disclosure, Emergency, EmergencyReview, EmergencyTold, Grant
from throughcare.audit.models import Entry, Submission
from throughcare.copies import COVERED, leaves_out
from throughcare.episodes.models import Clock, Episode, Event, EventDetail, Involvement, Outbox, Task
from throughcare.own import models
from throughcare.people.models import Alert, Characteristic, Identifier, LegalStatus, Need, Person, Placement
from throughcare.retention.models import HoldLifted, RetentionHold
from throughcare.retention.rules import COPIES
from throughcare.retention.tables import goes_with, kept_under

RECORD = (Person, Identifier, Placement, LegalStatus, Need, Characteristic, Alert, Episode, Event, EventDetail)
TOLD = (Consent, Disclosure, Emergency, EmergencyReview, EmergencyTold, Grant, Entry)
ASKED = (models.Copy, models.Extension, models.Preparation, models.Item, models.Review, models.Opinion, models.Ending)
GIVEN = (models.CopyTold, models.Release)
ACCOUNT = (models.OwnAccount, models.AccountCode, models.AccountEnd)

COVERED.update(dict.fromkeys([*RECORD, *TOLD], ""))
leaves_out("It is computed from facts that are handed over", Clock, Involvement, Task)
leaves_out("It repeats what facts say, for sending and for sending once", Outbox, Submission)
leaves_out("Why a record is kept longer is told by the Guardian who said so", RetentionHold, HoldLifted)
leaves_out("They asked for it and have it: a copy within a copy", *ASKED, *GIVEN)
leaves_out("It is how they sign in", *ACCOUNT)

kept_under(COPIES, *ASKED, *GIVEN)
goes_with("It is how they sign in, and goes with who they are", *ACCOUNT)
goes_with("It repeats facts, for sending, and goes with them", Outbox)
