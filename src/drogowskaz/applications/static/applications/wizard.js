// Saves a step by itself and hides questions that do not apply; without it every button works the same.
const form = document.querySelector("form[data-autosave]");

if (form) {
  const note = form.querySelector("[data-saved]");
  const version = form.elements.version;
  let timer = 0;
  let said = 0;
  let stopped = false;
  let sending = false;
  let pressed = null; // the button that waits for a save under way, so that nobody conflicts with themselves

  const say = (text, always) => {
    if (text && (always || Date.now() - said > 60000)) {
      note.textContent = text;
      said = Date.now();
    }
  };

  const save = async () => {
    clearTimeout(timer);
    if (stopped || sending) return;
    sending = true;
    const body = new FormData(form);
    for (const field of form.querySelectorAll("input[type=file]")) body.delete(field.name);
    body.set("autosave", "1");
    try {
      const answer = await fetch(location.pathname, { method: "POST", body, headers: { Accept: "application/json" } });
      const json = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? await answer.json() : {};
      if (answer.ok && json.version) {
        version.value = json.version;
        say(json.saved_at);
      } else if (answer.status === 409) {
        stopped = true;
        say(json.message, true);
      }
    } catch {
      timer = setTimeout(save, 15000);
    }
    sending = false;
    if (pressed) form.requestSubmit(pressed);
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 3000);
  });
  form.addEventListener("change", (event) => {
    if (event.target.type !== "file") save();
    apply();
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    stopped = true;
    if (sending) {
      event.preventDefault();
      pressed = event.submitter;
    }
  });

  const given = (name, value) =>
    [...form.elements].some((field) => field.name === name && field.checked && field.value === value);
  const apply = () => {
    for (const question of form.querySelectorAll("[data-when]")) {
      question.hidden = !given(question.dataset.when, question.dataset.whenValue);
    }
  };
  apply();
}
