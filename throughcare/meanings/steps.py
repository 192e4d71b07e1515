"""What a step may mean: every word, with its sentence. One table, whatever service it comes from."""

from collections.abc import Mapping

from throughcare.meanings.of_peers import PEERS
from throughcare.meanings.of_therapy import THERAPY
from throughcare.meanings.of_transfers import TRANSFERS
from throughcare.meanings.step_meaning import StepMeaning
from throughcare.meanings.word import Word

STEPS: Mapping[StepMeaning, Word] = {**TRANSFERS, **THERAPY, **PEERS}
