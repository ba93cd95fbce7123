import { describe, expect, it } from "vitest";
import { parsePosition, positionText } from "@/lib/venues/rules";

describe("a position as it is pasted", () => {
  it.each([
    ["21.0285, 105.8542", 21.0285, 105.8542],
    ["21.0285,105.8542", 21.0285, 105.8542],
    ["  21.0285   105.8542 ", 21.0285, 105.8542],
    ["21.0285;105.8542", 21.0285, 105.8542],
    ["21,0285; 105,8542", 21.0285, 105.8542],
    ["21.0285° N, 105.8542° E", 21.0285, 105.8542],
    ["https://maps.example/place/X/@10.7769,106.7009,17z", 10.7769, 106.7009],
    ["16.5, 112.3", 16.5, 112.3],
    ["21, 105", 21, 105],
  ])("reads %s", (text, lat, lon) => {
    expect(parsePosition(text)).toEqual({ ok: true, value: { lat, lon } });
  });

  it.each([
    ["", "position_malformed"],
    ["Hà Nội", "position_malformed"],
    ["21.0285", "position_malformed"],
    ["105.8542, 21.0285", "position_swapped"],
    ["48.8566, 2.3522", "position_elsewhere"],
    ["-21.02, 105.85", "position_elsewhere"],
    ["25.1, 105.8", "position_elsewhere"],
  ])("refuses %s as %s", (text, refusal) => {
    expect(parsePosition(text)).toMatchObject({ ok: false, refusal });
  });

  it("comes back as it went in", () => {
    expect(parsePosition(positionText({ lat: 9.1769, lon: 105.1524 }))).toEqual({
      ok: true,
      value: { lat: 9.1769, lon: 105.1524 },
    });
    expect(positionText(null)).toBe("");
  });
});
