using MyoclonusSignal.Envelopes;

namespace MyoclonusSignal.Benchmarks.Envelopes;

/// <summary>Rectification, against the plain loop.</summary>
public class RectifierBenchmarks : HotLoop
{
    /// <inheritdoc/>
    public override string Name => "Rectifier";

    /// <inheritdoc/>
    public override void Process() => Rectifier.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive()
    {
        double[] input = Input;
        double[] output = Output;
        for (int i = 0; i < input.Length; i++)
        {
            output[i] = Math.Abs(input[i]);
        }
    }
}
