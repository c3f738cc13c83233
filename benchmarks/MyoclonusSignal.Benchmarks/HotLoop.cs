using BenchmarkDotNet.Attributes;

namespace MyoclonusSignal.Benchmarks;

/// <summary>One hot loop of the library, the textbook's way to the same result, and the copy of as many samples.</summary>
/// <remarks>
/// Each method is called again and again on a signal that never ends. A ratio of two of them, taken in one run, says more
/// than a time, which is the machine's.
/// </remarks>
[MemoryDiagnoser]
public abstract class HotLoop
{
    /// <summary>The number of samples of a block, so that results are per sample.</summary>
    public const int BlockSamples = 8192;

    /// <summary>Gets the name under which the guard keeps the limit.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the number of samples of one call of this loop, its twin and its copy.</summary>
    public virtual int SamplesPerCall => BlockSamples;

    /// <summary>Gets what the last call gave.</summary>
    internal virtual ReadOnlySpan<double> Result => Output;

    /// <summary>Gets a block of noise with bursts.</summary>
    protected double[] Input { get; } = TestSignal.Create(BlockSamples);

    /// <summary>Gets room for a block.</summary>
    protected double[] Output { get; } = new double[BlockSamples];

    /// <summary>Makes ready for a number of calls of <see cref="Process"/>, where that is work of another kind.</summary>
    /// <param name="calls">How many calls follow.</param>
    public virtual void Prepare(int calls)
    {
    }

    /// <summary>The library's loop over a block.</summary>
    public abstract void Process();

    /// <summary>The textbook's way to the same result.</summary>
    public abstract void Naive();

    /// <summary>The copy of the same samples: no loop over them is faster.</summary>
    public virtual void CopySamples() => Input.AsSpan().CopyTo(Output);

    /// <summary>Runs <see cref="CopySamples"/>: BenchmarkDotNet does not see the attribute of an overridden method.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = BlockSamples)]
    public void Copy() => CopySamples();

    /// <summary>Runs <see cref="Process"/>.</summary>
    [Benchmark(OperationsPerInvoke = BlockSamples)]
    public void Library() => Process();

    /// <summary>Runs <see cref="Naive"/>.</summary>
    [Benchmark(OperationsPerInvoke = BlockSamples)]
    public void Textbook() => Naive();
}
