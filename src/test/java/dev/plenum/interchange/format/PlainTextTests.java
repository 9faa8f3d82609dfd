package dev.plenum.interchange.format;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Converts text and HTML to plain text.
 */
class PlainTextTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a < b and b > c                                  | a < b and b > c
			AT&T                                             | AT&T
			List<String> is generic                          | List<String> is generic
			<b>bold</b> and <i>not</i>                       | bold and not
			see <a href="https://a.example/x">this</a>.      | see this (https://a.example/x).
			<a href="https://a.example/">https://a.example/</a> | https://a.example/
			<script>alert(1)</script>hello                   | hello
			<img src=x onerror=alert(1)>hello                | hello
			&lt;b&gt;x&lt;/b&gt;<br>y                         | x\\ny
			<p>Use Vec<T> and map<int,string> if a < b && c > d.</p> | Use Vec<T> and map<int,string> if a < b && c > d.
			Questions &amp; answers in caf&eacute;s          | Questions & answers in cafés
			<p>one</p><p>two</p>                             | one\\n\\ntwo""")
	void htmlBecomesText(String html, String text) {
		assertThat(PlainText.of(html)).isEqualTo(text.replace("\\n", "\n"));
	}

	@Test
	void linesAreKept() {
		assertThat(PlainText.of("one  \r\n\r\n\r\n\r\n* two\u0000\r\n* <b>three</b>"))
			.isEqualTo("one\n\n* two\n* three");
	}

	@Test
	void plainTextDoesNotChange() {
		String clean = PlainText.of("<ul><li>a</li><li>b</li></ul><p>c &amp; d</p>");
		assertThat(PlainText.of(clean)).isEqualTo(clean);
	}

}
