using MyoclonusSignal.Envelopes;

namespace MyoclonusSignal.Benchmarks.Envelopes;

/// <summary>The Teager–Kaiser energy as a stream, against the formula over a whole array.</summary>
public class TeagerKaiserBenchmarks : HotLoop
{
    private readonly TeagerKaiser _energy = new();

    /// <inheritdoc/>
    public override string Name => "TeagerKaiser";

    /// <inheritdoc/>
    public override void Process() => _energy.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive()
    {
        double[] x = Input;
        double[] output = Output;
        output[0] = 0;
        output[1] = 0;
        for (int i = 2; i < x.Length; i++)
        {
            output[i] = (x[i - 1] * x[i - 1]) - (x[i - 2] * x[i]);
        }
    }
}
