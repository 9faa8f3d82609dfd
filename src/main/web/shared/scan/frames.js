/** What a camera shows, as the decoder needs it: pure functions. */

/** The brightness of each pixel of a picture in RGBA, row by row. */
export function luminance(rgba) {
	const result = new Int8Array(rgba.length / 4);
	for (let pixel = 0, at = 0; pixel < result.length; pixel++, at += 4) {
		result[pixel] = (rgba[at] * 306 + rgba[at + 1] * 601 + rgba[at + 2] * 117) >> 10;
	}
	return result;
}

/** The size at which a frame is decoded: its shorter side has at most 480 pixels. */
export function decodingSize(width, height) {
	const scale = Math.min(1, 480 / Math.max(1, Math.min(width, height)));
	return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Whether a code was read before, a moment ago: a camera sees the same code in each frame. */
export function isRepetition(last, code, now) {
	return last !== undefined && last.code === code && now - last.at < 2500;
}
