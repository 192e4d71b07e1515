"""Risk scores of groups, as the Ministry of Justice published them: read, worked out, and told term by term.

They say something of people with the same answers. They decide nothing: no room that decides care may import this one.
"""

from throughcare.predictors.question import Answer, Asked, Kind, Part, Question, questions_of
from throughcare.predictors.reading import MOST_BYTES, Faulty, said_in
from throughcare.predictors.result import GROUP_PROBABILITY, NEVER_REFUSE, Percentages, Result, Score, Screen, Term
from throughcare.predictors.shipped import MODELS, Model
from throughcare.predictors.spoken import answers_in_words, as_data, keys, plain, told

__all__ = [
    "GROUP_PROBABILITY",
    "MODELS",
    "MOST_BYTES",
    "NEVER_REFUSE",
    "Answer",
    "Asked",
    "Faulty",
    "Kind",
    "Model",
    "Part",
    "Percentages",
    "Question",
    "Result",
    "Score",
    "Screen",
    "Term",
    "answers_in_words",
    "as_data",
    "keys",
    "plain",
    "questions_of",
    "said_in",
    "told",
]
