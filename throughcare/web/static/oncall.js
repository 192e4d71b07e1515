// The page works without this file: it then loads anew every second. With it the list alone is asked for, and a page
// that hears nothing any more says so.
const place = document.querySelector('[data-worries]')
const lost = document.querySelector('[data-lost]')
const says = document.querySelector('[data-told]')
const sound = document.querySelector('[data-sound]')
const SECOND = 1000
const PATIENCE = 5
// Without the number that the server put before it.
const title = document.title.replace(/^\(\d+\) /, '')
let missed = 0

const list = () => place.querySelector('[data-known]')
// The worries that nobody has acknowledged, by their buttons: one that comes as another goes is new all the same.
const waiting = () => new Set([...place.querySelectorAll('[id^="have-"]')].map((one) => one.id))
const look = async () => {
  const known = encodeURIComponent(list()?.dataset.known ?? '')
  const answer = await fetch(`${place.dataset.worries}?known=${known}`, { signal: AbortSignal.timeout(4 * SECOND) }).catch(() => null)
  // Signed out or locked: the page that says so takes the place of this one.
  if (answer?.redirected || answer?.status === 401) return location.reload()
  missed = answer?.ok ? 0 : missed + 1
  lost.hidden = missed < PATIENCE
  if (answer?.status === 200) show(await answer.text())
  setTimeout(look, SECOND)
}
const show = (html) => {
  const [held, before] = [document.activeElement?.id, waiting()]
  place.innerHTML = html
  if (held) document.getElementById(held)?.focus()
  const number = Number(list()?.dataset.waiting ?? 0)
  document.title = number ? `(${number}) ${title}` : title
  if ([...waiting()].every((one) => before.has(one))) return
  says.textContent = `A new worry. ${place.querySelector('h2')?.textContent ?? ''}`
  tone()
}

// A sound is off until somebody switches it on, each time the page is opened: two short tones, made here, no file.
let heard = null
const tone = () => {
  for (const [number, pitch] of heard ? [660, 880].entries() : []) {
    const [wave, loud, starts] = [heard.createOscillator(), heard.createGain(), heard.currentTime + number / 5]
    wave.frequency.value = pitch
    loud.gain.setValueAtTime(0.2, starts)
    loud.gain.exponentialRampToValueAtTime(0.001, starts + 0.18)
    wave.connect(loud).connect(heard.destination)
    wave.start(starts)
    wave.stop(starts + 0.2)
  }
}
const switched = async () => {
  await heard?.close()
  heard = heard ? null : new AudioContext()
  // Whoever switches it on hears what it is.
  tone()
  const was = sound.textContent
  sound.textContent = sound.dataset.sound
  sound.dataset.sound = was
}
if (sound && window.AudioContext) {
  sound.hidden = false
  sound.addEventListener('click', switched)
}
if (place) setTimeout(look, SECOND)
