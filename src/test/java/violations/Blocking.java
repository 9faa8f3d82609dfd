package violations;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

public class Blocking {

	String block(Mono<String> mono) {
		return mono.block();
	}

	Function<Mono<String>, String> reference() {
		return Mono::block;
	}

	String blockLast(Flux<String> flux) {
		return flux.blockLast();
	}

	Iterable<String> iterable(Flux<String> flux) {
		return flux.toIterable();
	}

	Stream<String> stream(Flux<String> flux) {
		return flux.toStream();
	}

	String join(Publisher<String> publisher) {
		return Mono.from(publisher).toFuture().join();
	}

	String get(Future<String> future) throws Exception {
		return future.get();
	}

	boolean await(CountDownLatch latch) throws InterruptedException {
		return latch.await(1, TimeUnit.SECONDS);
	}

}
