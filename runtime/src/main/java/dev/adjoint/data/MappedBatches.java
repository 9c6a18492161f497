package dev.adjoint.data;

import dev.adjoint.random.RandomSource;
import java.util.Iterator;

/** Transforms batches one by one, each with a random source of its own. */
final class MappedBatches<A, B> implements Batches<B> {
  private final Batches<A> source;
  private final Transform<? super A, ? extends B> transform;

  MappedBatches(Batches<A> source, Transform<? super A, ? extends B> transform) {
    this.source = source;
    this.transform = transform;
  }

  @Override
  public int count() {
    return source.count();
  }

  @Override
  public long examples() {
    return source.examples();
  }

  @Override
  public int transforms() {
    return source.transforms() + 1;
  }

  @Override
  public Epoch<B> epoch(long seed, int epoch, int first) {
    Epoch<A> batches = source.epoch(seed, epoch, first);
    return new Epoch<>() {
      @Override
      public Iterator<B> iterator() {
        Iterator<A> originals = batches.iterator();
        return new Iterator<>() {
          private int number = first;

          @Override
          public boolean hasNext() {
            return originals.hasNext();
          }

          @Override
          public B next() {
            return transform.apply(originals.next(), random(seed, epoch, number++));
          }
        };
      }

      @Override
      public void close() {
        batches.close();
      }
    };
  }

  /** A chain of sources: what one draws is nothing like what one of a near seed draws. */
  private RandomSource random(long seed, int epoch, int number) {
    RandomSource random = RandomSource.of(seed).split();
    for (int index : new int[] {transforms(), epoch, number}) {
      random = RandomSource.of(random.nextLong() + index);
    }
    return random;
  }
}
