// Pages work without this file. With it a digit chooses an answer, and the browser reads a question aloud.
const digits = document.querySelector('[data-digits]')
digits?.addEventListener('keydown', (event) => {
  if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || event.target.type !== 'radio') return
  const groups = [...digits.querySelectorAll('.tc-item')]
  const here = groups.find((group) => group.contains(event.target))
  const chosen = here?.querySelector(`input[type="radio"][value="${event.key}"]`)
  if (!chosen) return
  event.preventDefault()
  chosen.checked = true
  const next = groups[groups.indexOf(here) + 1]
  const first = next?.querySelector('input[type="radio"]:checked') ?? next?.querySelector('input[type="radio"]') ?? chosen
  first.focus()
})

const read = document.querySelector('[data-aloud]')
if (read && window.speechSynthesis) {
  const silent = document.querySelector('[data-silent]')
  read.parentElement.hidden = false
  read.addEventListener('click', () => {
    speechSynthesis.cancel()
    // Each part is said by itself, so that there is a pause before each answer.
    const parts = [...document.querySelectorAll('[data-says]')].map((one) => new SpeechSynthesisUtterance(one.textContent.trim()))
    // A browser that has no voice says nothing, and tells nobody that it does not.
    const waiting = setTimeout(() => { silent.textContent = silent.dataset.silent }, 3000)
    parts[0].addEventListener('start', () => {
      clearTimeout(waiting)
      silent.textContent = ''
    })
    for (const part of parts) {
      part.lang = 'en-GB'
      part.rate = 0.9
      speechSynthesis.speak(part)
    }
  })
}
