"""What the audit record calls a deed, in the words of a page. A deed that is not here is shown by its own word."""

DEEDS = {
    "saw-person": "Opened a record",
    "saw-episode": "Opened an episode",
    "saw-worklist": "Opened a worklist",
    "saw-board": "Opened a service's board",
    "saw-consents": "Looked at what a person agreed to",
    "saw-organisations": "Looked at which organisations see a record",
    "saw-looks": "Looked at who has looked",
    "saw-disclosures": "Looked at what was disclosed",
    "saw-emergencies": "Looked at emergencies",
    "saw-audit": "Looked at this audit record",
    "saw-findings": "Looked at what was found to look at",
    "acknowledged-finding": "Acknowledged what was found",
    "saw-retention": "Looked at what is due to go",
    "exported-audit": "Asked for this audit record as a file",
    "sent-audit-file": "Was sent this audit record as a file",
    "searched-people": "Searched for people",
    "recognised-person": "Recognised a person by number and birth date",
    "broke-glass": "Opened a record in an emergency",
    "reviewed-emergency": "Reviewed an emergency",
    "told-of-emergency": "Recorded that a person was told",
    "explained-access": "Had access explained",
    "disclosed": "Disclosed something",
    "recorded-consent": "Recorded an answer about sharing",
    "recorded-agreement": "Recorded an agreement",
    "ended-agreement": "Ended an agreement",
    "signed-matrix": "Signed who sees what",
    "created-person": "Put a person on record",
    "moved-person": "Recorded a move",
    "refer": "Referred",
    "recorded-fact": "Recorded a step",
    "correct": "Corrected a fact",
    "strike-out": "Struck out a fact",
    "was-refused": "Was refused a page",
    "signed-in": "Signed in",
    "signed-out": "Signed out",
    "failed-second-factor": "Typed a wrong code",
    "changed-password": "Changed their password",
    "chose-purpose": "Chose the purpose they look for",
}


def in_words(did: str) -> str:
    """A deed as a page says it."""
    return DEEDS.get(did, did.replace("-", " ").capitalize())
