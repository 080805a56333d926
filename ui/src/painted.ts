/** A window that nobody looks at is never painted; it need not wait for that. */
const patience = 250

/** Runs `then` once what stands on the page now can be seen. */
export function painted(then: () => void): void {
  let ran = false
  const once = () => {
    if (!ran) then()
    ran = true
  }
  setTimeout(once, patience)
  // The next frame shows the page as it is; a task after it comes behind its painting.
  requestAnimationFrame(() => setTimeout(once))
}
