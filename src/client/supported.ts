// Runs before the page is shown, so that what only works with script is never seen to jump.
// A browser without modules gets the page as it is without script.
document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype)
  document.body.classList.add('govuk-frontend-supported');

export {};
