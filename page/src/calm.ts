// While a button is held down nothing may move: what is pressed must still be there when it is let go.
let isDown = false;
let waiting: (() => void)[] = [];

addEventListener("pointerdown", () => (isDown = true), true);
for (const end of ["pointerup", "pointercancel", "dragend", "blur"]) addEventListener(end, up, true);

function up(event: Event): void {
  if (event.type === "blur" && event.target !== window) return;
  isDown = false;
  const go = waiting;
  waiting = [];
  setTimeout(() => go.forEach((one) => one())); // after the click that follows
}

/** When no pointer is down; at once, as a rule. */
export const calm = (): Promise<void> => (isDown ? new Promise((settle) => waiting.push(settle)) : Promise.resolve());
