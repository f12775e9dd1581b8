/** Line drawings (24 × 24) for products without a picture, by what their category is about. */
const glyphs: readonly (readonly [RegExp, string])[] = [
  [
    /cloth|fashion|apparel|dress|shirt|wear/i,
    "M8.500 4 4 6.500 5.500 11l2-.7V20h9v-9.700l2 .7L20 6.500 15.500 4a3.500 3.500 0 0 1-7 0z",
  ],
  [
    /tea|coffee|drink|cup/i,
    "M5 9h11v5a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 10.500h1.500a2.500 2.500 0 0 1 0 5H16M8 3.500v2M11.500 3.500v2",
  ],
  [/food|snack|kitchen|cook/i, "M4 12h16a8 8 0 0 1-16 0zM9 20h6M9 8.500c0-2 2-2 2-4M13.500 8.500c0-2 2-2 2-4"],
  [
    /book|station|office|paper/i,
    "M12 6.500C10 5 7 4.500 4 5v13c3-.5 6 0 8 1.500 2-1.500 5-2 8-1.500V5c-3-.5-6 0-8 1.500zM12 6.500v13",
  ],
  [
    /phone|electronic|digital|tech|comput|gadget/i,
    "M8 3h8a1.500 1.500 0 0 1 1.500 1.500v15A1.500 1.500 0 0 1 16 21H8a1.500 1.500 0 0 1-1.500-1.500v-15A1.500 1.500 0 0 1 8 3zM11 18h2",
  ],
  [
    /audio|music|sound|head/i,
    "M4.500 16v-3.500a7.500 7.500 0 0 1 15 0V16M4.500 14.500H7v5H6a1.500 1.500 0 0 1-1.500-1.500zM19.500 14.500H17v5h1a1.500 1.500 0 0 0 1.500-1.500z",
  ],
  [/beaut|skin|make|cosmetic|care/i, "M9.500 10h5v10.500h-5zM10.500 10V5.500L13.500 3.500V10M9.500 14h5"],
  [/home|furnit|living|garden|decor|light/i, "M12 3v2M7 13l2-8h6l2 8zM12 13v6M8.500 20h7"],
  [
    /sport|outdoor|fit|run|camp/i,
    "M12 3.500a8.500 8.500 0 1 1 0 17 8.500 8.500 0 0 1 0-17zM6 6c3.500 3 3.500 9 0 12M18 6c-3.500 3-3.500 9 0 12",
  ],
  [/shoe|sneaker|boot/i, "M3.500 17.500v-9l4 2.500 3-3 4 5 5 1.500c1 .5 1.500 1.500 1.500 3z"],
  [
    /toy|kid|baby|game|pet/i,
    "M7 8a2.500 2.500 0 1 1 2.500-2.500h5A2.500 2.500 0 1 1 17 8c1 1.300 1.500 2.800 1.500 4.500a6.500 6.500 0 0 1-13 0C5.500 10.800 6 9.300 7 8zM10 12h.01M14 12h.01M10.500 15.500c1 .8 2 .8 3 0",
  ],
  [/jewel|watch|accessor|ring/i, "M7 4h10l4 5-9 11L3 9zM3 9h18M9.500 9 12 20 14.500 9 12 4z"],
  [/bag|travel|lugg/i, "M5 9h14l1 11H4zM8.500 9V7a3.500 3.500 0 0 1 7 0v2M8.500 13h7"],
];

const priceTag = "M4 4h8l8.500 8.500-8 8L4 12zM8.500 8.500h.01";

export function glyphFor(subject: string): string {
  return glyphs.find(([pattern]) => pattern.test(subject))?.[1] ?? priceTag;
}
