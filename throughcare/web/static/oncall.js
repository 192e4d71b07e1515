// The page works without this file: it then loads anew every second. With it the list alone is asked for, and a page
// that hears nothing any more says so.
const place = document.querySelector('[data-worries]')
const lost = document.querySelector('[data-lost]')
const says = document.querySelector('[data-told]')
const SECOND = 1000
const PATIENCE = 5
const title = document.title
let missed = 0

const list = () => place.querySelector('[data-known]')
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
  const [held, before] = [document.activeElement?.id, Number(list()?.dataset.waiting ?? 0)]
  place.innerHTML = html
  if (held) document.getElementById(held)?.focus()
  const waiting = Number(list()?.dataset.waiting ?? 0)
  document.title = waiting ? `(${waiting}) ${title}` : title
  if (waiting > before) says.textContent = `A new worry. ${place.querySelector('h2')?.textContent ?? ''}`
}
if (place) setTimeout(look, SECOND)
