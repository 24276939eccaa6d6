// Hides questions that do not apply to what has been answered; without it they say themselves when to answer them.
const form = document.querySelector("form[data-autosave]");

if (form) {
  const given = (name, value) =>
    [...form.elements].some((field) => field.name === name && field.checked && field.value === value);
  const apply = () => {
    for (const question of form.querySelectorAll("[data-when]")) {
      question.hidden = !given(question.dataset.when, question.dataset.whenValue);
    }
  };
  form.addEventListener("change", apply);
  apply();
}
