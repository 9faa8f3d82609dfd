package com.google.zxing.common;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.google.zxing.DecodeHintType;

/**
 * Replaces the class of ZXing, which asks for character sets that browsers lack. The codes
 * of Plenum are ASCII; other texts are read as UTF-8.
 */
public final class StringUtils {

	public static final Charset SHIFT_JIS_CHARSET = StandardCharsets.UTF_8;

	public static final Charset GB2312_CHARSET = StandardCharsets.UTF_8;

	private StringUtils() {
	}

	public static Charset guessCharset(byte[] bytes, Map<DecodeHintType, ?> hints) {
		return StandardCharsets.UTF_8;
	}

}
