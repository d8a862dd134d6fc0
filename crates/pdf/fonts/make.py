#!/usr/bin/env python3
"""Makes the two fonts of the PDF from Noto Sans; the README beside it says how to run it."""
import subprocess
import sys

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

# Latin with its first extension, Romanian, Greek, Cyrillic with Ukrainian, punctuation, fractions, currencies, signs.
UNICODES = (
    "U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+02C6,U+02C7,U+02D8-02DD,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03CE,"
    "U+0400-045F,U+0490,U+0491,U+1E9E,U+2009,U+200A,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,"
    "U+2033,U+2039,U+203A,U+2044,U+20A4,U+20A9-20AC,U+20B4,U+20B9,U+20BA,U+20BD,U+20BF,U+2116,U+2122,U+2153,U+2154,"
    "U+215B-215E"
)


def polygon(pen, *points):
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def bar(pen, left, right, middle, thick):
    low, high = middle - thick // 2, middle - thick // 2 + thick
    polygon(pen, (left, low), (left, high), (right, high), (right, low))


def turned(points, quarter):
    """Points around the origin, turned by quarters of a circle; the order of the outline stays."""
    for _ in range(quarter):
        points = [(-y, x) for x, y in points]
    return points


def signs(font):
    """The signs that Noto Sans leaves to its sister fonts, drawn from this weight's own plus and less-than."""
    cmap, glyf, metrics = font.getBestCmap(), font["glyf"], font["hmtx"]
    plus, less = glyf[cmap[ord("+")]], glyf[cmap[ord("<")]]
    width = metrics[cmap[ord("+")]][0]
    left, right, middle = plus.xMin, plus.xMax, (plus.yMin + plus.yMax) // 2
    rows = sorted({y for _, y in plus.coordinates})
    thick = rows[2] - rows[1]
    half = (right - left) // 2

    def glyph(draw):
        pen = TTGlyphPen(None)
        draw(pen)
        return pen.glyph()

    def minus(pen):
        bar(pen, left, right, middle, thick)

    def mark(points, lift):
        def draw(pen):
            polygon(pen, *[(x, y + lift) for x, y in points])
            bar(pen, left, right, less.yMin - thick, thick)

        return draw

    def equal(pen):
        for rise in (-1, 1):
            bar(pen, left, right, middle + rise * thick * 5 // 4, thick)

    def unequal(pen):
        equal(pen)
        lean, tall = half * 2 // 3, half * 6 // 5
        x = (left + right) // 2
        polygon(pen, (x - lean, middle - tall), (x + lean, middle + tall),
                (x + lean + thick, middle + tall), (x - lean + thick, middle - tall))

    def arrow(quarter):
        reach, wing = half * 6 // 5, half * 4 // 5
        low, high = -(thick // 2), thick - thick // 2
        shaft = [(-reach, low), (-reach, high), (reach - thick, high), (reach - thick, low)]
        bend = thick * 7 // 5
        head = [(reach, 0), (reach - wing, -wing), (reach - wing - bend // 2, -wing + bend // 2),
                (reach - bend, 0), (reach - wing - bend // 2, wing - bend // 2), (reach - wing, wing)]

        def draw(pen):
            for points in (shaft, head):
                polygon(pen, *[((left + right) // 2 + x, middle + y) for x, y in turned(points, quarter)])

        return draw

    points = list(less.coordinates)
    mirrored = [(left + right - x, y) for x, y in reversed(points)]
    tilde = glyf[cmap[ord("~")]]

    def about(pen):
        for rise in (-1, 1):
            lift = middle - (tilde.yMin + tilde.yMax) // 2 + rise * thick * 5 // 4
            inner = TTGlyphPen(None)
            tilde.draw(inner, glyf)
            drawn = inner.glyph()
            drawn.coordinates.translate((0, lift))
            drawn.draw(pen, glyf)

    def box(pen):
        # A box to tick, as high as a capital letter: a thin frame, the inner outline turned the other way.
        low, high, left, frame = -10, 724, 53, 46
        polygon(pen, (left, low), (left, high), (left + high - low, high), (left + high - low, low))
        low, high, left = low + frame, high - frame, left + frame
        polygon(pen, (left, low), (left + high - low, low), (left + high - low, high), (left, high))

    added = {
        0x2190: arrow(2), 0x2191: arrow(1), 0x2192: arrow(0), 0x2193: arrow(3),
        0x2212: minus, 0x2248: about, 0x2260: unequal,
        0x2610: box,
        0x2264: mark(points, thick // 2), 0x2265: mark(mirrored, thick // 2),
    }
    order = font.getGlyphOrder()
    for code, draw in added.items():
        name = f"uni{code:04X}"
        glyf[name] = glyph(draw)
        glyf[name].recalcBounds(glyf)
        metrics[name] = (840 if code == 0x2610 else width, glyf[name].xMin)
        if name not in order:
            order.append(name)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    font.setGlyphOrder(order)
    font["maxp"].numGlyphs = len(order)


def main(source):
    for weight in ("Regular", "Bold"):
        out = f"NotoSans-{weight}.ttf"
        subprocess.run(
            ["pyftsubset", f"{source}/{out}", f"--unicodes={UNICODES}", f"--output-file={out}", "--no-hinting",
             "--layout-features=", "--drop-tables+=GSUB,GPOS,GDEF", "--name-IDs=0,1,2,4,5,6,13,14", "--no-glyph-names"],
            check=True,
        )
        font = TTFont(out, recalcTimestamp=False)
        signs(font)
        font.save(out)


main(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/noto")
