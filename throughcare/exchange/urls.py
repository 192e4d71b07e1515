"""The addresses under /api. Each is a name of FHIR's, and there is one for each row of `capability.RESOURCES`."""

from django.urls import URLPattern, path

from throughcare.exchange import episodes, patients, records, responses
from throughcare.exchange.answering import answers
from throughcare.exchange.capability import capability
from throughcare.exchange.parameters import Nothing
from throughcare.exchange.values import Json
from throughcare.web.asking import Request


@answers(Nothing)
def metadata(_request: Request, _asked: Nothing) -> Json:
    return capability()


urlpatterns: list[URLPattern] = [
    path("metadata", metadata, name="api_metadata"),
    path("Patient", patients.patients, name="api_patients"),
    path("Patient/<reference:reference>", patients.patient, name="api_patient"),
    path("EpisodeOfCare", episodes.episodes, name="api_episodes"),
    path("EpisodeOfCare/<reference:reference>", episodes.episode, name="api_episode"),
    path("Flag", records.flags, name="api_flags"),
    path("Observation", records.observations, name="api_observations"),
    path("QuestionnaireResponse", responses.responses, name="api_responses"),
]
