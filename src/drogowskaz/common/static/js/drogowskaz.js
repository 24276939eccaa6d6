/* Drogowskaz: additions. Without this file everything works the same, only less comfortably. */
(() => {
  const polish = document.documentElement.lang !== 'en';
  const plural = new Intl.PluralRules(polish ? 'pl' : 'en');
  const characters = n => polish ? ({one: 'znak', few: 'znaki'})[plural.select(n)] || 'znaków' : n === 1 ? 'character' : 'characters';
  const remained = n => ({one: 'Został', few: 'Zostały'})[plural.select(n)] || 'Zostało';
  const say = (pl, en) => polish ? pl : en;

  /* Characters are counted while typing; pasted text is never cut, the surplus is said. */
  document.querySelectorAll('[data-count]').forEach(field => {
    const told = document.getElementById(field.dataset.count), most = Number(field.dataset.limit) || field.maxLength;
    if (!told || most < 1) return;
    field.removeAttribute('maxlength');
    const live = Object.assign(document.createElement('span'), {className: 'visually-hidden'});
    live.setAttribute('aria-live', 'polite');
    told.after(live);
    let later;
    const count = () => {
      const left = most - [...field.value].length;
      told.textContent = left >= 0
        ? say(`${remained(left)} ${left} ${characters(left)} z ${most}.`, `${left} of ${most} ${characters(most)} left.`)
        : say(`O ${-left} ${characters(-left)} za dużo.`, `${-left} ${characters(-left)} too many.`);
      told.classList.toggle('over', left < 0);
      clearTimeout(later);
      later = setTimeout(() => { live.textContent = told.textContent; }, 1200);
    };
    field.addEventListener('input', count);
    count();
    live.textContent = '';
  });

  document.querySelector('.errors')?.focus();

  /* Drafts save themselves: three seconds after the last key, and on leaving a field. What could not be sent waits here. */
  document.querySelectorAll('form[data-autosave]').forEach(form => {
    const key = 'draft:' + location.pathname;
    const note = form.querySelector('[data-saved]') || form.appendChild(Object.assign(document.createElement('p'), {className: 'saved'}));
    note.setAttribute('role', 'status');
    let later, running = false, again = false, pressed = null, last = new URLSearchParams(new FormData(form)).toString();
    const texts = () => [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && name !== 'csrfmiddlewaretoken');
    const keep = () => { try { sessionStorage.setItem(key, JSON.stringify(texts())); } catch { /* private mode */ } };
    const save = async () => {
      const now = new URLSearchParams(texts()).toString();
      if (now === last) return;
      if (running) { again = true; return; }
      running = true;
      const body = new FormData(form);
      [...form.querySelectorAll('input[type=file]')].forEach(file => body.delete(file.name));
      body.set('autosave', '1');
      try {
        const answer = await fetch(form.action || location.href, {method: 'POST', body, headers: {Accept: 'application/json'}, redirect: 'error'});
        const told = await answer.json();
        if (!answer.ok) throw Object.assign(new Error(answer.status), {told: told.message});
        last = now;
        const version = form.querySelector('[name=version]');
        if (version && told.version !== undefined) { version.value = told.version; last = new URLSearchParams(texts()).toString(); }
        sessionStorage.removeItem(key);
        const time = new Date().toLocaleTimeString(polish ? 'pl' : 'en', {hour: 'numeric', minute: '2-digit'});
        note.textContent = told.message || say(`Szkic zapisany dziś o ${time}. Możesz zamknąć stronę.`, `Draft saved at ${time} today. You can close this page.`);
      } catch (trouble) {
        keep();
        note.textContent = trouble.told || say('Nie udało się zapisać. Tekst czeka w tej przeglądarce; spróbujemy ponownie.', 'This could not be saved. Your text waits in this browser; we will try again.');
      }
      running = false;
      if (pressed) form.requestSubmit(pressed);
      else if (again) { again = false; save(); }
    };
    form.addEventListener('input', () => { clearTimeout(later); later = setTimeout(save, 3000); });
    form.addEventListener('focusout', () => { clearTimeout(later); later = setTimeout(save, 200); });
    form.addEventListener('submit', event => {
      clearTimeout(later);
      keep();
      if (running) { event.preventDefault(); pressed = event.submitter; } /* or the person would conflict with themselves */
    });
    const kept = (() => { try { return JSON.parse(sessionStorage.getItem(key) || 'null'); } catch { return null; } })();
    const version = pairs => (pairs.find(([name]) => name === 'version') || [])[1];
    /* A newer version on the page means that the text arrived. */
    if (kept && version(kept) === version(texts()) && new URLSearchParams(kept.filter(([name]) => name !== 'version')).toString() !== new URLSearchParams(texts().filter(([name]) => name !== 'version')).toString()) {
      const offer = Object.assign(document.createElement('div'), {className: 'notice notice--warn'});
      const words = Object.assign(document.createElement('p'), {textContent: say('W tej przeglądarce jest tekst, którego nie udało się zapisać.', 'This browser holds text that could not be saved.')});
      const bring = Object.assign(document.createElement('button'), {type: 'button', className: 'btn btn--small', textContent: say('Przywróć tekst', 'Bring it back')});
      bring.addEventListener('click', () => {
        kept.forEach(([name, value]) => {
          const field = form.elements[name];
          if (field && field.type && !['hidden', 'file', 'checkbox', 'radio'].includes(field.type)) field.value = value;
        });
        offer.remove();
        save();
      });
      offer.append(words, bring);
      form.before(offer);
    } else { try { sessionStorage.removeItem(key); } catch { /* private mode */ } }
  });

  /* A file is compared with a certificate in the browser; it is not sent anywhere. */
  document.querySelectorAll('[data-sha256]').forEach(place => {
    const file = place.querySelector('input[type=file]'), told = place.querySelector('[role=status]');
    if (!file || !told || !crypto.subtle) return;
    file.addEventListener('change', async () => {
      if (!file.files.length) return;
      const hash = await crypto.subtle.digest('SHA-256', await file.files[0].arrayBuffer());
      const hex = [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join('');
      told.textContent = hex === place.dataset.sha256
        ? say('To jest ten sam plik, co do bajtu.', 'This is the same file, byte for byte.')
        : say('To jest inny plik niż wydany dokument.', 'This file differs from the issued document.');
    });
  });
})();
