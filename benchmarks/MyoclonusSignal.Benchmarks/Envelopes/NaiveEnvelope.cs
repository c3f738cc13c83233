using MyoclonusSignal.Benchmarks.Filtering;
using MyoclonusSignal.Benchmarks.Reference;

namespace MyoclonusSignal.Benchmarks.Envelopes;

/// <summary>The reference work's envelope, a pass for every step.</summary>
internal sealed class NaiveEnvelope
{
    private readonly NaiveCascade _conditioning = new(ReferenceWork.Design.Conditioning!);
    private readonly NaiveCascade _smoothing = new(ReferenceWork.Design.Smoothing);
    private double _last;
    private double _beforeLast;
    private int _count;

    public void Process(double[] input, double[] output)
    {
        _conditioning.Process(input, output);
        for (int i = 0; i < output.Length; i++)
        {
            double sample = output[i];
            output[i] = _count < 2 ? 0 : Math.Abs((_last * _last) - (_beforeLast * sample));
            _count++;
            _beforeLast = _last;
            _last = sample;
        }

        _smoothing.Process(output, output);
    }
}
