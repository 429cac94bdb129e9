// Asks for the changing part of the page whenever there is a new picture.
const place = document.getElementById("picture");
const state = document.getElementById("state");
let shown = null;

async function show(number) {
  const answer = await fetch("picture");
  if (!answer.ok) return;
  const open = [...place.querySelectorAll("details[open]")].map((each) => each.id);
  place.innerHTML = await answer.text();
  open.forEach((id) => id && document.getElementById(id)?.setAttribute("open", ""));
  shown = number;
  state.textContent = `${state.dataset.live} ${new Date().toLocaleTimeString(document.documentElement.lang)}`;
}

const events = new EventSource("events");
events.onmessage = (event) => {
  document.body.classList.remove("gone");
  if (event.data !== shown) show(event.data);
};
events.onerror = () => {
  document.body.classList.add("gone");
  state.textContent = state.dataset.gone;
};
