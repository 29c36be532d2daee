/* global document, localStorage, matchMedia, navigator */
// Runs before the first paint, so that neither the theme nor the language flashes. A file of its own: the
// Content-Security-Policy allows no inline script.
(function () {
  var root = document.documentElement;
  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }
  var scheme = stored('mantine-color-scheme-value');
  var dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  root.lang = stored('crm.language') || (/^ru\b/.test(navigator.language) ? 'ru' : 'en');
})();
