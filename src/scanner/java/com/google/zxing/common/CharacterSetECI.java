package com.google.zxing.common;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Replaces the class of ZXing, which asks for character sets that browsers lack.
 */
public final class CharacterSetECI {

	private static final CharacterSetECI UTF8 = new CharacterSetECI();

	private CharacterSetECI() {
	}

	public Charset getCharset() {
		return StandardCharsets.UTF_8;
	}

	public static CharacterSetECI getCharacterSetECIByValue(int value) {
		return UTF8;
	}

}
