package dev.plenum.exhibitor;

import java.util.List;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * The mutations by which organisers change the exhibition.
 */
@Controller
class FloorController {

	private final FloorDesk desk;

	FloorController(FloorDesk desk) {
		this.desk = desk;
	}

	@MutationMapping
	Mono<ExhibitorPut> putExhibitor(@Argument PutExhibitorInput input, @ContextValue Caller caller) {
		return this.desk.put(input, caller)
			.map((exhibitor) -> new ExhibitorPut(exhibitor, exhibitor.floor().sharingBooth(exhibitor),
					exhibitor.event()));
	}

	@MutationMapping
	Mono<ExhibitorRemoved> removeExhibitor(@Argument RemoveExhibitorInput input, @ContextValue Caller caller) {
		return this.desk.remove(input.exhibitorId(), input.requestId(), caller)
			.map((removed) -> new ExhibitorRemoved(removed.id(), removed.programme().event()));
	}

	@MutationMapping
	Mono<ExhibitorStaffSet> setExhibitorStaff(@Argument SetExhibitorStaffInput input, @ContextValue Caller caller) {
		return this.desk.setStaff(input.exhibitorId(), input.expectedVersion(), input.subjects(), caller)
			.map(ExhibitorStaffSet::new);
	}

	@MutationMapping
	Mono<ExhibitorCategoryPut> putExhibitorCategory(@Argument PutExhibitorCategoryInput input,
			@ContextValue Caller caller) {
		return this.desk.put(input, caller)
			.map((category) -> new ExhibitorCategoryPut(category, category.programme().event()));
	}

	@MutationMapping
	Mono<ExhibitorCategoryRemoved> removeExhibitorCategory(@Argument RemoveExhibitorCategoryInput input,
			@ContextValue Caller caller) {
		return this.desk.removeCategory(input.categoryId(), input.requestId(), caller)
			.map((removed) -> new ExhibitorCategoryRemoved(removed.id(), removed.programme().event()));
	}

	record RemoveExhibitorInput(String exhibitorId, @Nullable String requestId) {
	}

	record SetExhibitorStaffInput(String exhibitorId, @Nullable Integer expectedVersion, List<String> subjects) {
	}

	record RemoveExhibitorCategoryInput(String categoryId, @Nullable String requestId) {
	}

	record ExhibitorPut(Exhibitor exhibitor, List<Exhibitor> sameBooth, Event event) {
	}

	record ExhibitorRemoved(@Nullable String removedId, Event event) {
	}

	record ExhibitorStaffSet(Exhibitor exhibitor) {
	}

	record ExhibitorCategoryPut(ExhibitorCategory category, Event event) {
	}

	record ExhibitorCategoryRemoved(@Nullable String removedId, Event event) {
	}

}
