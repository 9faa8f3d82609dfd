package dev.plenum.scanner;

import java.util.Map;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;

/**
 * Reads QR codes in a browser. It is compiled to an ES module.
 */
public final class Scanner {

	private Scanner() {
	}

	/**
	 * Finds a QR code in a picture.
	 * @param luminance the brightness of each pixel, row by row from the top
	 * @param width the number of pixels in a row
	 * @param height the number of rows
	 * @return the text of the code; null if there is none
	 */
	@JSExport
	public static String decode(@JSByRef byte[] luminance, int width, int height) {
		try {
			BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new Picture(luminance, width, height)));
			return new QRCodeReader().decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE)).getText();
		}
		catch (ReaderException ex) {
			return null;
		}
	}

	private static final class Picture extends LuminanceSource {

		private final byte[] luminance;

		Picture(byte[] luminance, int width, int height) {
			super(width, height);
			this.luminance = luminance;
		}

		@Override
		public byte[] getRow(int y, byte[] row) {
			byte[] target = (row != null && row.length >= getWidth()) ? row : new byte[getWidth()];
			System.arraycopy(this.luminance, y * getWidth(), target, 0, getWidth());
			return target;
		}

		@Override
		public byte[] getMatrix() {
			return this.luminance;
		}

	}

}
