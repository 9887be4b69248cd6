// Which tab works on a document. The browser lets go by itself when a tab ends.
let release: (() => void) | null = null;

/** Takes a document for this tab, and lets go of the one before; false where another tab has it. */
export function hold(id: string): Promise<boolean> {
  letGo();
  // Over http from another machine there are no locks: the version of what is kept guards it then.
  if (!("locks" in navigator)) return Promise.resolve(true);
  return new Promise((settle) => {
    void navigator.locks.request(`document-${id}`, { ifAvailable: true }, (lock) => {
      settle(lock !== null);
      return lock === null ? undefined : new Promise<void>((end) => (release = end));
    });
  });
}

export function letGo(): void {
  release?.();
  release = null;
}

export async function isHeld(id: string): Promise<boolean> {
  if (!("locks" in navigator)) return false;
  const { held } = await navigator.locks.query();
  return (held ?? []).some((lock) => lock.name === `document-${id}`);
}

/** An id that no other tab makes: also where the page came over plain http. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((part) => part.toString(16).padStart(2, "0")).join("");
}
