package dev.plenum.interchange.reading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataListener;
import com.github.mangstadt.vinnie.io.VObjectReader;
import com.github.mangstadt.vinnie.io.Warning;
import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.Lengths;
import dev.plenum.interchange.reading.CalendarComponent.Property;
import dev.plenum.platform.graphql.PlainCharacters;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads the lines of an iCalendar file into components. Lines that are not valid are
 * reported and skipped.
 */
final class CalendarLines implements VObjectDataListener {

	private static final int DEEPEST = 10;

	private static final int MOST_PROPERTIES = 500_000;

	/** What programs write that do not write UTF-8. */
	private static final Charset OTHERWISE = Charset.forName("windows-1252");

	private final CalendarComponent root = new CalendarComponent("", "");

	private final Deque<CalendarComponent> open = new ArrayDeque<>(List.of(this.root));

	private final ForeignProgramme programme;

	private int properties;

	private int components;

	private int line;

	private CalendarLines(ForeignProgramme programme) {
		this.programme = programme;
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @param programme collects the warnings
	 * @return a component that contains the calendars
	 */
	static CalendarComponent read(InputStreamSource file, ForeignProgramme programme) throws IOException {
		CalendarLines lines = new CalendarLines(programme);
		SyntaxRules rules = SyntaxRules.iCalendar();
		rules.setDefaultSyntaxStyle(SyntaxStyle.NEW);
		try (InputStream bytes = file.getInputStream();
				VObjectReader reader = new VObjectReader(decoded(bytes.readAllBytes(), programme), rules)) {
			reader.parse(lines);
		}
		if (lines.open.size() > 1) {
			throw new FaultyFileException("line " + lines.line,
					"The iCalendar file is incomplete: it ends before END:%s.".formatted(lines.open.element().name()));
		}
		return lines.root;
	}

	private static Reader decoded(byte[] bytes, ForeignProgramme programme) {
		boolean utf8 = isUtf8(bytes);
		byte[] text = utf8 ? bytes : whole(bytes);
		int mark = (text.length > 2 && (text[0] & 0xff) == 0xef) ? 3 : 0;
		Charset charset = StandardCharsets.UTF_8;
		if (!utf8 && !isUtf8(text)) {
			charset = OTHERWISE;
			programme.warn("", "The file is not in UTF-8; it is read as %s.", charset.name());
		}
		return new InputStreamReader(new ByteArrayInputStream(text, mark, text.length - mark), charset);
	}

	private static boolean isUtf8(byte[] bytes) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	/**
	 * Moves each fold that splits the bytes of a character to the end of the character:
	 * some programs count bytes instead of characters.
	 */
	private static byte[] whole(byte[] bytes) {
		ByteArrayOutputStream text = new ByteArrayOutputStream(bytes.length);
		for (int i = 0; i < bytes.length; i++) {
			int fold = fold(bytes, i);
			int rest = i + fold;
			while (fold > 0 && rest < bytes.length && (bytes[rest] & 0xc0) == 0x80) {
				text.write(bytes[rest++]);
			}
			text.write(bytes, i, Math.max(1, fold));
			i = (fold > 0) ? rest - 1 : i;
		}
		return text.toByteArray();
	}

	/** Returns the length of the fold at a place; 0 if there is none. */
	private static int fold(byte[] bytes, int at) {
		int space = at + ((bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n') ? 2 : 1);
		boolean lineEnd = bytes[at] == '\n' || space == at + 2;
		return (lineEnd && space < bytes.length && (bytes[space] == ' ' || bytes[space] == '\t')) ? space + 1 - at : 0;
	}

	@Override
	public void onComponentBegin(@Nullable String name, Context context) {
		this.line = context.getLineNumber();
		CalendarComponent begun = new CalendarComponent(CalendarComponent.upper(String.valueOf(name)), place());
		if (begun.name().equals("VEVENT") && this.open.element().name().equals("VEVENT")) {
			this.programme.warn(this.open.element().place(), "The event has no END:VEVENT.");
			this.open.pop();
		}
		if (this.open.size() > DEEPEST) {
			throw new FaultyFileException(place(), "Components are nested more than %d deep.".formatted(DEEPEST));
		}
		if (++this.components > MOST_PROPERTIES
				|| begun.name().equals("VEVENT") && this.open.element().children().size() >= 2 * Lengths.MOST_ITEMS) {
			throw new FaultyFileException(place(), "There are more than %d events.".formatted(Lengths.MOST_ITEMS));
		}
		this.open.element().children().add(begun);
		this.open.push(begun);
	}

	@Override
	public void onComponentEnd(@Nullable String name, Context context) {
		this.line = context.getLineNumber();
		String ended = CalendarComponent.upper(String.valueOf(name));
		if (this.open.stream().noneMatch((component) -> component.name().equals(ended))) {
			return;
		}
		while (!this.open.element().name().equals(ended)) {
			this.programme.warn(place(), "END:%s is missing before END:%s.", this.open.element().name(), ended);
			this.open.pop();
		}
		this.open.pop();
	}

	@Override
	public void onProperty(VObjectProperty property, Context context) {
		this.line = context.getLineNumber();
		if (++this.properties > MOST_PROPERTIES) {
			throw new FaultyFileException(place(), "The file has more than %d properties.".formatted(MOST_PROPERTIES));
		}
		Map<String, String> parameters = new HashMap<>();
		property.getParameters().forEach((parameter) -> {
			if (parameter.getKey() != null && !parameter.getValue().isEmpty()) {
				parameters.putIfAbsent(CalendarComponent.upper(parameter.getKey()),
						PlainCharacters.in(parameter.getValue().getFirst()));
			}
		});
		this.open.element()
			.properties()
			.add(new Property(CalendarComponent.upper(property.getName()), parameters, property.getValue(), place()));
	}

	@Override
	public void onVersion(@Nullable String version, Context context) {
		this.line = context.getLineNumber();
	}

	@Override
	public void onWarning(Warning warning, @Nullable VObjectProperty property, @Nullable Exception exception,
			Context context) {
		this.line = context.getLineNumber();
		this.programme.warn(place(), "The line '%s' is not valid in a calendar and is ignored.",
				PlainCharacters.in(context.getUnfoldedLine()));
	}

	private String place() {
		return "line " + this.line;
	}

}
