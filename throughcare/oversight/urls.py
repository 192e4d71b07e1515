"""The addresses of these pages, below those of the people they are about."""

from django.urls import URLPattern, path

from throughcare.access.breaking import GUARDIAN
from throughcare.oversight import (
    agreements,
    audit,
    consent,
    disclosures,
    emergency,
    findings,
    guardian,
    looked,
    purpose,
    retention,
    seen,
)
from throughcare.oversight.agreement_forms import AgreementForm, EndForm
from throughcare.oversight.consent_form import ConsentForm
from throughcare.oversight.disclosure_form import DisclosureForm
from throughcare.oversight.findings import AcknowledgeForm
from throughcare.oversight.forms import EmergencyForm, ReviewForm, SignForm, ToldForm
from throughcare.oversight.purpose import PurposeForm
from throughcare.oversight.retention_forms import HoldForm, LiftForm
from throughcare.web.errors import only_shows
from throughcare.web.navigation import AT_ONCE, NAVIGATION, ONLY_FOR
from throughcare.web.unrecorded import FORM_OF
from throughcare.web.urls import PERSON

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(consent=ConsentForm, emergency=EmergencyForm, matrix=SignForm, record_told=ToldForm, review=ReviewForm)
FORM_OF.update(record_agreement=AgreementForm, end_agreement=EndForm, disclosures=DisclosureForm, purpose=PurposeForm)
FORM_OF.update(acknowledge=AcknowledgeForm, hold_record=HoldForm, lift_hold=LiftForm)
NAVIGATION["guardian"] = "Guardian"
AT_ONCE.add("guardian")
ONLY_FOR["guardian"] = frozenset({GUARDIAN})

urlpatterns: list[URLPattern] = [
    path("emergency", emergency.emergency, name="emergency"),
    path("guardian", only_shows(guardian.guardian), name="guardian"),
    path("guardian/emergencies/<int:number>/review", guardian.review, name="review"),
    path("guardian/emergencies/<int:number>/told", guardian.record_told, name="record_told"),
    path("guardian/matrix", guardian.matrix, name="matrix"),
    path("guardian/audit", only_shows(audit.audit), name="audit"),
    path("guardian/audit.csv", only_shows(audit.audit_file), name="audit_file"),
    path("guardian/findings", only_shows(findings.findings), name="findings"),
    path("guardian/findings/<int:number>", findings.acknowledge, name="acknowledge"),
    path("guardian/disclosures", only_shows(disclosures.disclosed), name="disclosed"),
    path("guardian/retention", only_shows(retention.retention), name="retention"),
    path("guardian/retention/hold", retention.hold_record, name="hold_record"),
    path("guardian/retention/holds/<int:number>/lift", retention.lift_hold, name="lift_hold"),
    path("guardian/agreements", only_shows(agreements.agreements), name="agreements"),
    path("guardian/agreements/new", agreements.record_agreement, name="record_agreement"),
    path("guardian/agreements/<int:number>", only_shows(agreements.agreement), name="agreement"),
    path("guardian/agreements/<int:number>/end", agreements.end_agreement, name="end_agreement"),
    path("purpose", purpose.purpose, name="purpose"),
    path(f"{PERSON}/disclosures", disclosures.disclosures, name="disclosures"),
    path(f"{PERSON}/looked", only_shows(looked.looked), name="looked"),
    path(f"{PERSON}/access", only_shows(seen.access), name="access"),
    path(f"{PERSON}/access/organisations", only_shows(seen.organisations), name="organisations"),
    path(f"{PERSON}/consent", consent.consent, name="consent"),
]
