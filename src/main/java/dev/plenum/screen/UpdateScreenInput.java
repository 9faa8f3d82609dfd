package dev.plenum.screen;

import dev.plenum.platform.graphql.Check;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * A change of a paired screen; the schema describes each property.
 */
record UpdateScreenInput(String screenId, @Nullable Integer expectedVersion, ArgumentValue<ScreenKind> screenKind,
		ArgumentValue<String> roomId, ArgumentValue<String> name) {

	ScreenContent contentOf(Screen screen) {
		Check.needed(this.screenKind, false, "screenKind");
		ScreenDocument known = screen.document();
		return new ScreenContent((this.screenKind.value() != null) ? this.screenKind.value() : screen.screenKind(),
				this.roomId.isOmitted() ? known.roomId() : this.roomId.value(),
				this.name.isOmitted() ? known.name() : this.name.value());
	}

}
