"""Mina's creative group at Eastmoor: six Tuesdays from 17 March on, in a room of the prison."""

from dataclasses import dataclass
from datetime import date, time

from tests.peers.conftest import NOW, Peers, at_noon
from throughcare.care import booking, programmes, waiting
from throughcare.care.lines import Line
from throughcare.care.models import Cohort, Membership, Programme, Register, Room, Session, Wait
from throughcare.care.programmes import Said
from throughcare.care.registers import save_register
from throughcare.regimes import places

FIRST = date(2026, 3, 17)
# When it was opened, and those who sit in it took their places.
OPENED = at_noon(10, 3)
SAID = Said(pathway="", intensity="low", minutes=60, smallest=2, largest=6, modules=[("Painting", 6)])
THERE = Line("on-time", "took-part")


@dataclass
class Creative:
    peers: Peers
    programme: Programme
    room: Room
    cohort: Cohort

    @property
    def first(self) -> Session:
        return self.cohort.sessions.get(number=1)

    def waits(self, given: str) -> Wait:
        episode = self.peers.mentee(given).episode
        about = {"since": OPENED.date(), "need": "usual", "fit": "fits"}
        return waiting.put_on_list(episode=episode, programme=self.programme, **about, by=self.peers.mina, at=OPENED)

    def joins(self, given: str) -> Membership:
        made = waiting.offer(cohort=self.cohort, wait=self.waits(given), by=self.peers.mina, at=OPENED)
        return waiting.accept(membership=made, by=self.peers.mina, at=OPENED)

    def register(self, seen: int = 0, **lines: Line) -> Register:
        said = {self.peers.mentee(given).episode_id: line for given, line in lines.items()}
        return save_register(session=self.first, lines=said, seen=seen, by=self.peers.mina, at=NOW)


def open_creative(peers: Peers) -> Creative:
    place = peers.cast.places["HMP Eastmoor"]
    room = places.add_room(place=place, name="Art room", holds=12, needs="any", by=peers.cast.owen, at=OPENED)
    organisation = peers.scheme.support.organisation
    programme = programmes.open_programme(
        organisation=organisation, title="Painting", said=SAID, kind="art", by=peers.mina, at=OPENED
    )
    group = booking.Group(programme.versions.get(), room, "Tuesday painting", FIRST, time(14), 4, [peers.mina])
    return Creative(peers, programme, room, booking.open_cohort(group=group, by=peers.mina, at=OPENED))
