using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class StrideComparisonTests
{
    private const double SampleRate = 100;
    private const int StrideSamples = 120;
    private const int Samples = 2000;

    [Fact]
    public void AStepIsHeldAgainstTheStepsAndAPauseAgainstThePauses()
    {
        MovementSignal signal = Knocks(Samples, jerkAt: -1);
        StrideComparison strides = Compare(signal);
        double strideBins = (double)StrideSamples / signal.BinSamples;
        Assert.InRange(strides.TypicalPeak(960 / signal.BinSamples, strideBins), 0.3, 1);
        Assert.InRange(strides.TypicalPeak(1020 / signal.BinSamples, strideBins), 0, 0.05);
    }

    [Fact]
    public void AJerkInOneOfTheStridesChangesLittle()
    {
        double strideBins = (double)StrideSamples / Knocks(10, -1).BinSamples;
        MovementSignal signal = Knocks(Samples, jerkAt: 1140);
        Assert.InRange(Compare(signal).TypicalPeak(1020 / signal.BinSamples, strideBins), 0, 0.05);
    }

    [Fact]
    public void TooFewStridesSayNothing()
    {
        MovementSignal signal = Knocks(300, jerkAt: -1);
        Assert.Equal(0, Compare(signal).TypicalPeak(150 / signal.BinSamples, (double)StrideSamples / signal.BinSamples));
    }

    /// <summary>One axis has no direction to weigh; the cell in the middle knows all there is.</summary>
    private static StrideComparison Compare(MovementSignal signal)
    {
        var weights = new StepWeights(signal);
        weights.Weigh(1020 / signal.CellSamples);
        return new StrideComparison(signal, weights);
    }

    /// <summary>A knock of one sample every stride, and one jerk.</summary>
    private static MovementSignal Knocks(int samples, int jerkAt)
    {
        double[] axis = new double[samples];
        for (int i = 0; i < samples; i += StrideSamples)
        {
            axis[i] = 1;
        }

        if (jerkAt >= 0)
        {
            axis[jerkAt] = 3;
        }

        var signal = new MovementSignal(SampleRate, 1, samples, 30);
        for (int at = 0; at < samples;)
        {
            at += signal.Fill([axis], [axis], at, samples);
        }

        signal.Finish();
        return signal;
    }
}
