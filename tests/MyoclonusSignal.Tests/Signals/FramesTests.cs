using CsCheck;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Signals;

public sealed class FramesTests
{
    [Fact]
    public void FramesHoldOneSampleOfEverySignalAndGoBack() =>
        Gen.Select(Gen.Int[1, 27], Gen.Int[0, 70], Gen.Int[0, 5]).Sample((signalCount, frameCount, start) =>
        {
            double[][] signals = [.. Enumerable.Range(0, signalCount)
                .Select(s => Enumerable.Range(0, start + frameCount + 3).Select(i => (1000.0 * s) + i).ToArray())];
            double[] frames = new double[signalCount * frameCount];
            Frames.FromSignals(signals, start, frames);
            for (int i = 0; i < frameCount; i++)
            {
                for (int s = 0; s < signalCount; s++)
                {
                    Assert.Equal((1000.0 * s) + start + i, frames[(i * signalCount) + s]);
                }
            }

            double[][] back = [.. signals.Select(signal => new double[signal.Length])];
            Frames.ToSignals(frames, back, start);
            for (int s = 0; s < signalCount; s++)
            {
                Assert.Equal(signals[s][start..(start + frameCount)], back[s][start..(start + frameCount)]);
                Assert.All(back[s][..start], value => Assert.Equal(0, value));
                Assert.All(back[s][(start + frameCount)..], value => Assert.Equal(0, value));
            }
        });

    [Fact]
    public void AnIncompleteFrameOrAShortSignalIsRefused()
    {
        double[][] signals = [new double[10], new double[9]];
        Assert.Throws<ArgumentException>(() => Frames.FromSignals(signals, 0, new double[3]));
        Assert.Throws<ArgumentException>(() => Frames.FromSignals(signals, 0, new double[20]));
        Assert.Throws<ArgumentException>(() => Frames.ToSignals(new double[4], signals, 8));
        Assert.Throws<ArgumentException>(() => Frames.FromSignals([], 0, new double[4]));
        Assert.Throws<ArgumentException>(() => Frames.FromSignals(signals, 0, signals[0]));
        Assert.Throws<ArgumentNullException>(() => Frames.FromSignals([new double[4], null!], 0, new double[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Frames.FromSignals(signals, -1, new double[4]));
    }
}
