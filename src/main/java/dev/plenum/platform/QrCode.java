package dev.plenum.platform;

import java.util.Map;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;

/**
 * Draws QR codes.
 */
public final class QrCode {

	/** The empty border that the standard requires, in modules. */
	private static final int QUIET = 4;

	/** The length above which the modules would become too small with more redundancy. */
	private static final int LONG = 100;

	private QrCode() {
	}

	/**
	 * Draws a QR code, black on white, without a fixed size.
	 * @param text the content of the code
	 * @return an SVG document
	 */
	public static String svg(String text) {
		BitMatrix modules = modules(text);
		StringBuilder path = new StringBuilder();
		for (int y = 0; y < modules.getHeight(); y++) {
			for (int x = 0; x < modules.getWidth(); x++) {
				int end = x;
				while (end < modules.getWidth() && modules.get(end, y)) {
					end++;
				}
				if (end > x) {
					path.append("M%1$d %2$dh%3$dv1h-%3$dz".formatted(x, y, end - x));
					x = end;
				}
			}
		}
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
				<path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>""".formatted(modules.getWidth(), path);
	}

	private static BitMatrix modules(String text) {
		ErrorCorrectionLevel level = (text.length() > LONG) ? ErrorCorrectionLevel.L : ErrorCorrectionLevel.M;
		try {
			return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0,
					Map.of(EncodeHintType.ERROR_CORRECTION, level, EncodeHintType.MARGIN, QUIET));
		}
		catch (WriterException ex) {
			throw new IllegalArgumentException("The text is too long for a QR code", ex);
		}
	}

}
