"""The addresses of these pages: those for the person have no reference in them, those for staff stand below it."""

from django.urls import URLPattern, path, register_converter

from throughcare.own import account, copies, view
from throughcare.own.account_forms import AccountForm, CloseForm, CodeForm, GivenForm
from throughcare.own.copy_forms import (
    CopyForm,
    ExtendForm,
    GatherAgainForm,
    OpinionForm,
    RefuseForm,
    ReviewForm,
    SeveralForm,
    ToldForm,
    WithdrawForm,
)
from throughcare.sharing.roles import THE_PERSON
from throughcare.web.errors import only_shows
from throughcare.web.navigation import AT_ONCE, NAVIGATION, ONLY_FOR
from throughcare.web.notices import NOTICES
from throughcare.web.unrecorded import FORM_OF
from throughcare.web.urls import PERSON

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(own_account=AccountForm, own_code=CodeForm, close_own_account=CloseForm, own_given=GivenForm)
FORM_OF.update(request_copy=CopyForm, extend_copy=ExtendForm, opinion=OpinionForm, review_item=ReviewForm)
FORM_OF.update(gather_again=GatherAgainForm, withdraw_copy=WithdrawForm, refuse_copy=RefuseForm, tell_of_copy=ToldForm)
FORM_OF.update(review_several=SeveralForm)

# The first pages of those who gather and review say how many copies are due.
NOTICES.append(copies.copies_due)
NAVIGATION["own"] = "My record"
AT_ONCE.add("own")
ONLY_FOR["own"] = frozenset({THE_PERSON})


class File:
    """A kind of file in which a copy is taken."""

    regex = "|".join(copies.FILES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(File, "file")

urlpatterns: list[URLPattern] = [
    path("own", only_shows(view.own), name="own"),
    path("own/seen", only_shows(view.own_seen), name="own_seen"),
    path("own/looked", only_shows(view.own_looked), name="own_looked"),
    path(f"{PERSON}/own", only_shows(view.own), name="own_sheet"),
    path(f"{PERSON}/own/seen", only_shows(view.own_seen), name="own_sheet_seen"),
    path(f"{PERSON}/own/looked", only_shows(view.own_looked), name="own_sheet_looked"),
    path(f"{PERSON}/own/given", account.own_given, name="own_given"),
    path(f"{PERSON}/own/account", account.own_account, name="own_account"),
    path(f"{PERSON}/own/account/code", account.own_code, name="own_code"),
    path(f"{PERSON}/own/account/end", account.close_own_account, name="close_own_account"),
    path(f"{PERSON}/copy", copies.request_copy, name="request_copy"),
    path("copies", only_shows(copies.copies), name="copies"),
    path("copies/<int:number>", only_shows(copies.copy), name="copy"),
    path("copies/<int:number>/gather", copies.prepare_copy, name="prepare_copy"),
    path("copies/<int:number>/gather-again", copies.gather_again, name="gather_again"),
    path("copies/<int:number>/gathered/<int:gathered>", only_shows(copies.gathering), name="gathering"),
    path("copies/<int:number>/tell", copies.tell_of_copy, name="tell_of_copy"),
    path("copies/<int:number>/withdraw", copies.withdraw_copy, name="withdraw_copy"),
    path("copies/<int:number>/refuse", copies.refuse_copy, name="refuse_copy"),
    path("copies/<int:number>/extend", copies.extend_copy, name="extend_copy"),
    path("copies/<int:number>/opinion", copies.opinion, name="opinion"),
    path("copies/<int:number>/items/<int:item>", copies.review_item, name="review_item"),
    path("copies/<int:number>/kinds/<slug:kind>", copies.review_several, name="review_several"),
    path("copies/<int:number>/release", copies.release_copy, name="release_copy"),
    path("copies/<int:number>/file.<file:kind>", only_shows(copies.copy_file), name="copy_file"),
]
