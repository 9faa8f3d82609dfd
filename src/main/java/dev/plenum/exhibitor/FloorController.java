package dev.plenum.exhibitor;

import java.util.List;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * Making an exhibition, and saying who speaks for whom in it.
 */
@Controller
class FloorController {

	private final FloorEditor editor;

	FloorController(FloorEditor editor) {
		this.editor = editor;
	}

	@MutationMapping
	Mono<PutExhibitorPayload> putExhibitor(@Argument PutExhibitorInput input, @ContextValue Caller caller) {
		return this.editor.put(input, caller).map(PutExhibitorPayload::new);
	}

	@MutationMapping
	Mono<ExhibitionPayload> removeExhibitor(@Argument ExhibitorRefInput input, @ContextValue Caller caller) {
		return this.editor.remove(input.exhibitorId(), caller).map(ExhibitionPayload::of);
	}

	@MutationMapping
	Mono<PutExhibitorPayload> setExhibitorStaff(@Argument SetExhibitorStaffInput input, @ContextValue Caller caller) {
		return this.editor.setStaff(input.exhibitorId(), input.subjects(), caller).map(PutExhibitorPayload::new);
	}

	@MutationMapping
	Mono<PutExhibitorCategoryPayload> putExhibitorCategory(@Argument PutExhibitorCategoryInput input,
			@ContextValue Caller caller) {
		return this.editor.put(input, caller).map(PutExhibitorCategoryPayload::new);
	}

	@MutationMapping
	Mono<ExhibitionPayload> removeExhibitorCategory(@Argument CategoryRefInput input, @ContextValue Caller caller) {
		return this.editor.removeCategory(input.categoryId(), caller).map(ExhibitionPayload::of);
	}

	record ExhibitorRefInput(String exhibitorId) {
	}

	record SetExhibitorStaffInput(String exhibitorId, List<String> subjects) {
	}

	record CategoryRefInput(String categoryId) {
	}

	record PutExhibitorPayload(Exhibitor exhibitor) {
	}

	record PutExhibitorCategoryPayload(ExhibitorCategory category) {
	}

	record ExhibitionPayload(Event event) {

		static ExhibitionPayload of(Programme programme) {
			return new ExhibitionPayload(programme.event());
		}

	}

}
