// Pages work without this file. With it the design system moves the focus to a summary of faults,
// keeps a button from being pressed twice and counts characters.
const source = document.querySelector('meta[name="design-system"]').content
document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')
const { initAll } = await import(source)
initAll()

// A session that nobody uses locks. Whoever types is using it; whoever only reads is told two minutes before.
const until = document.querySelector('.tc-until')
if (until) {
  const [says, stay, again] = until.querySelectorAll('[data-says], form, p')
  const main = document.querySelector('main').parentElement
  const title = document.title
  const left = { locks: Number(until.dataset.locks), ends: Number(until.dataset.ends) }
  const WARN = 120
  let [from, asked, shown] = [Date.now(), Date.now(), '']

  const show = (words, what) => {
    if (shown === words) return
    says.textContent = shown = words
    stay.hidden = what !== stay
    again.hidden = what !== again
    main.hidden = what === again
    document.title = main.hidden ? 'Locked · Throughcare' : title
  }
  const look = () => {
    const gone = (Date.now() - from) / 1000
    const at = (seconds) => new Date(from + seconds * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    if (gone >= left.ends) show('You have been signed out. What you typed is still here; sign in again in a new window to go on.', again)
    else if (gone >= left.locks) show('Locked, because nothing was opened for a while. What you typed is still here.', again)
    else if (gone >= left.ends - WARN) show(`You will be signed out at ${at(left.ends)}. Send what you have typed before then.`)
    else if (gone >= left.locks - WARN) show(`This locks at ${at(left.locks)}. What you typed stays.`, stay)
    else show('')
  }
  const ask = async () => {
    asked = Date.now()
    const answer = await fetch(until.dataset.stay, { method: 'POST', body: new FormData(stay), redirect: 'manual' }).catch(() => null)
    if (answer?.ok) {
      Object.assign(left, await answer.json())
      from = Date.now()
      look()
    }
  }
  stay.addEventListener('submit', (event) => { event.preventDefault(); ask() })
  document.addEventListener('input', () => { if (Date.now() - asked > 60000 && !main.hidden) ask() })
  document.addEventListener('visibilitychange', () => { if (!document.hidden && main.hidden) ask() })
  addEventListener('focus', () => { if (main.hidden) ask() })
  setInterval(look, 1000)
}

// Passkeys. The browser speaks to the device; what it says is sent like any other form.
const canUsePasskeys = window.PublicKeyCredential?.parseRequestOptionsFromJSON && !/^[\d.]+$|:/.test(location.hostname)
for (const place of canUsePasskeys ? document.querySelectorAll('[data-passkey]') : []) {
  const button = place.querySelector('button')
  place.hidden = false
  for (const missing of document.querySelectorAll('[data-passkey-missing]')) missing.hidden = true
  button.addEventListener('click', async (event) => {
    event.preventDefault()
    const { passkey, options, from } = place.dataset
    try {
      const asked = options ? JSON.parse(options) : (await (await fetch(from, { headers: { accept: 'application/json' } })).json()).request_options
      const credential = passkey === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked.publicKey) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.publicKey) })
      button.form.elements.credential.value = JSON.stringify(credential)
      if (button.hasAttribute('formaction')) button.form.action = button.getAttribute('formaction')
      button.form.submit()
    } catch {
      // Whoever changes their mind stays where they are.
    }
  })
}
