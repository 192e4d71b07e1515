// Pages work without this file. With it the design system moves the focus to a summary of faults,
// keeps a button from being pressed twice and counts characters.
const source = document.querySelector('meta[name="design-system"]').content
document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')
const { initAll } = await import(source)
initAll()
