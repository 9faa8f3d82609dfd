package dev.plenum.platform;

import java.io.StringReader;
import java.util.Arrays;

import javax.xml.parsers.DocumentBuilderFactory;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * QR codes.
 */
public class QrCodeTests {

	/**
	 * The widths of a module in pixels. The reader misses one code of a hundred at one
	 * width, and finds it at another; a camera is moved meanwhile.
	 */
	private static final int[] SCALES = { 2, 3, 4 };

	@Test
	void theShortestAndTheLongestCodeAreScanned() throws Exception {
		for (String text : new String[] { "x", "aZ0-_.".repeat(50), "aZ0-_.".repeat(100) }) {
			assertThat(scan(QrCode.svg(text))).isEqualTo(text);
		}
	}

	/**
	 * Draws the picture as a browser does, and reads it as a camera does.
	 */
	public static String scan(String svg) throws Exception {
		Document picture = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(svg)));
		NotFoundException missed = null;
		for (int scale : SCALES) {
			try {
				return scan(picture, scale);
			}
			catch (NotFoundException ex) {
				missed = ex;
			}
		}
		throw missed;
	}

	private static String scan(Document picture, int scale) throws ReaderException {
		int size = Integer.parseInt(picture.getDocumentElement().getAttribute("viewBox").split(" ")[2]) * scale;
		byte[] pixels = new byte[size * size];
		Arrays.fill(pixels, (byte) 0xff);
		String path = ((Element) picture.getElementsByTagName("path").item(1)).getAttribute("d");
		for (String module : path.substring(1).split("M")) {
			String[] place = module.substring(0, module.indexOf('h')).split(" ");
			int width = scale * Integer.parseInt(module.substring(module.indexOf('h') + 1, module.indexOf('v')));
			for (int y = 0; y < scale; y++) {
				for (int x = 0; x < width; x++) {
					pixels[(Integer.parseInt(place[1]) * scale + y) * size + Integer.parseInt(place[0]) * scale
							+ x] = 0;
				}
			}
		}
		LuminanceSource source = new PlanarYUVLuminanceSource(pixels, size, size, 0, 0, size, size, false);
		return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
	}

}
