/** An icon of the set, stroke by stroke, e.g. `import Trophy from 'lucide/dist/esm/icons/trophy.mjs'`. */
export type Drawing = readonly (readonly [
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
])[]

const drawings = new WeakMap<Drawing, DocumentFragment>()

/** Its strokes, as often as they are wanted. */
export function strokes(drawing: Drawing): Node {
  let drawn = drawings.get(drawing)
  if (!drawn) {
    drawn = new DocumentFragment()
    for (const [tag, attributes] of drawing) {
      const stroke = document.createElementNS('http://www.w3.org/2000/svg', tag)
      for (const [name, value] of Object.entries(attributes)) stroke.setAttribute(name, String(value))
      drawn.append(stroke)
    }
    drawings.set(drawing, drawn)
  }
  return drawn.cloneNode(true)
}
