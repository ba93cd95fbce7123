import { type Chart, EDGE, FILLS, type Shape } from "./chart";
import { BLACK, keepTogether, MARGINS, nfc, type Pdf, part, WIDTH } from "./pdf-page";

/** A drawing as vectors, from the same paths the screen draws, with its words for those who do not see it. */
export function writeChart(pdf: Pdf, chart: Chart): void {
  const scale = WIDTH / chart.width;
  pdf.font("bold").fontSize(12);
  const title = pdf.heightOfString(nfc(chart.title), { width: WIDTH });
  keepTogether(pdf, chart.height * scale + title + 12);
  part(pdf, "P", () => {
    pdf.font("bold").fontSize(12).text(nfc(chart.title), MARGINS.left, pdf.y, { width: WIDTH });
  });
  const top = pdf.y + 4;
  part(
    pdf,
    "Figure",
    () => {
      pdf.save().translate(MARGINS.left, top).scale(scale);
      for (const shape of chart.shapes) draw(pdf, shape);
      pdf.restore();
    },
    chart.alt,
  );
  pdf.fillColor(BLACK).font("regular");
  pdf.x = MARGINS.left;
  pdf.y = top + chart.height * scale + 10;
}

function draw(pdf: Pdf, shape: Shape): void {
  switch (shape.kind) {
    case "rect":
      pdf.rect(shape.x, shape.y, shape.width, shape.height);
      if (shape.edge) pdf.lineWidth(0.6).fillAndStroke(FILLS[shape.fill], EDGE);
      else pdf.fill(FILLS[shape.fill]);
      return;
    case "line":
      pdf.lineWidth(shape.width);
      if (shape.dashed) pdf.dash(4, { space: 2 });
      pdf.moveTo(shape.x1, shape.y1).lineTo(shape.x2, shape.y2).stroke(FILLS[shape.fill]);
      if (shape.dashed) pdf.undash();
      return;
    case "path":
      pdf
        .save()
        .translate(shape.dx, shape.dy)
        .scale(shape.scale)
        .lineWidth(0.5 / shape.scale);
      pdf.path(shape.d).fillAndStroke(FILLS[shape.fill], EDGE);
      pdf.restore();
      return;
    case "text": {
      pdf
        .font(shape.strong ? "bold" : "regular")
        .fontSize(shape.size)
        .fillColor(FILLS.text);
      const width = pdf.widthOfString(nfc(shape.text));
      const left = shape.anchor === "middle" ? shape.x - width / 2 : shape.anchor === "end" ? shape.x - width : shape.x;
      // `text` begins at the top of a line, an SVG text on its baseline.
      pdf.text(nfc(shape.text), left, shape.y, { lineBreak: false, baseline: "alphabetic" });
    }
  }
}
