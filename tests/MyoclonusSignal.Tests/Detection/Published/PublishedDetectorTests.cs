using CsCheck;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Detection.Published;

/// <summary>Every published detector on bursts that none should miss, and without the faults of other implementations.</summary>
public sealed class PublishedDetectorTests
{
    private const double SampleRate = 2000;

    public static TheoryData<string> Names => [.. PublishedDetectors.All().Select(detector => detector.Name)];

    public static TheoryData<string> AllNames => [.. Detectors.Select(detector => detector.Name)];

    private static IEnumerable<IBurstDetector> Detectors => PublishedDetectors.All().Append(new AdaptiveBurstDetector());

    [Fact]
    public void NamesAreUnique() => Assert.Equal(Detectors.Count(), Detectors.Select(detector => detector.Name).Distinct().Count());

    [Theory]
    [MemberData(nameof(AllNames))]
    public void StrongBurstsAreFoundNearTheirOnsets(string name)
    {
        double[] signal = Signal(1, out Interval[] truth);
        DetectionScore score = Score(Of(name), signal, truth);
        Assert.True(score.Recall!.Value.Value > 0.97, $"recall {score.Recall}");

        // Bonato's windows are set to be called active by chance one time in twenty, and then join the bursts.
        double tolerance = name == "Bonato" ? 0.04 : 0.02;
        Assert.True(score.OnsetError!.Value.MedianAbsoluteSeconds < tolerance, $"onset {score.OnsetError}");
        Assert.True(name == "Bonato" || score.F1 > 0.9, $"F1 {score.F1}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheUnitMakesNoDifferenceUnlessTheRuleIsInMicrovolts(string name)
    {
        double[] signal = Signal(2, out _);
        IReadOnlyList<Segment> expected = Of(name).Detect(signal, SampleRate);
        double[] volts = [.. signal.Select(sample => sample * Math.Pow(2, -20))];
        IReadOnlyList<Segment> found = Of(name).Detect(volts, SampleRate);
        if (name == new FixedThreshold().Name)
        {
            Assert.NotEqual(expected, found);
        }
        else
        {
            Assert.Equal(expected, found);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BurstsAtTheBordersAreKept(string name)
    {
        double[] signal = Signal(3, out _)[..8000];
        Array.Fill(signal, 0, 0, 400);
        for (int i = 0; i < 8000; i++)
        {
            signal[i] += i < 200 || i >= 7800 ? 100 * Math.Sin(1.3 * i) : 0;
        }

        IReadOnlyList<Segment> found = Of(name).Detect(signal, SampleRate);
        Assert.InRange(found[0].Start, 0, 60);
        Assert.InRange(found[^1].End, name == new FixedThreshold().Name ? 8000 : 7940, 8000);
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void BurstsAreInOrderAndWithinTheSignalAndThoseOfThePapersDisjoint(string name) =>
        Gen.Select(Gen.Int[0, 6000], Gen.Int[1, 1000], Gen.Double[0, 50]).Sample((count, seed, amplitude) =>
        {
            var random = new Random(seed);
            double[] signal = [.. Enumerable.Range(0, count).Select(i => (random.NextDouble() - 0.5) * (i / 300 % 3 == 1 ? amplitude : 1))];
            IBurstDetector detector = Of(name);
            long last = 0;
            foreach (Segment burst in detector.Detect(signal, SampleRate))
            {
                Assert.True(burst.Start >= last && burst.End > burst.Start && burst.End <= count);
                last = detector is PublishedDetector ? burst.End : burst.Start;
            }
        });

    [Theory]
    [MemberData(nameof(AllNames))]
    public void AConstantSignalAndAShortOneHoldNoBurst(string name)
    {
        double[] constant = new double[9000];
        Array.Fill(constant, 3);
        Assert.Empty(Of(name).Detect(constant, SampleRate));
        Assert.Empty(Of(name).Detect([], SampleRate));
        Assert.Empty(Of(name).Detect([1, 2, 3], SampleRate));
        Assert.Empty(Of(name).Detect(new double[9000], SampleRate));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ARestOfOnesOwnIsUsedAndOneOutsideTheSignalRefused(string name)
    {
        PublishedDetector detector = (PublishedDetector)Of(name);
        double[] signal = Signal(4, out Interval[] truth);

        // A burst taken for rest: far less of the signal stands out from it.
        long start = (long)(truth[0].StartSeconds * SampleRate);
        IReadOnlyList<Segment> overBurst = (detector with { Rest = new Segment(start, start + 200) }).Detect(signal, SampleRate);
        long active = detector.Detect(signal, SampleRate).Sum(burst => burst.Length);
        Assert.True(overBurst.Sum(burst => burst.Length) < active * 0.7);
        Assert.Throws<ArgumentException>(() => (detector with { Rest = new Segment(-1, 100) }).Detect(signal, SampleRate));
        Assert.Throws<ArgumentException>(() => (detector with { Rest = new Segment(0, signal.Length + 1) }).Detect(signal, SampleRate));
        Assert.Throws<ArgumentOutOfRangeException>(() => detector.Detect(signal, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => (detector with { RestSeconds = 0 }).Detect(signal, SampleRate));
    }

    [Fact]
    public void OptionsOutsideTheirRangeAreRefused()
    {
        PublishedDetector[] wrong =
        [
            new HodgesBui { WindowSeconds = 0 }, new HodgesBui { Threshold = double.NaN }, new Lidierth { ActiveSeconds = -1 },
            new Abbink { CutoffHz = 0 }, new Bonato { FalseAlarmProbability = 0 }, new Bonato { NeededPairs = 6 },
            new Solnik { Threshold = -1 }, new Silva { LongWindowSeconds = 0.01 }, new Londral { WindowSeconds = double.NaN },
            new AglrStep { WindowSeconds = 0 }, new ExtendedDoubleThreshold { OnSeconds = 0 }, new FixedThreshold { OffLevel = 9 },
        ];
        Assert.All(wrong, detector => Assert.Throws<ArgumentOutOfRangeException>(() => detector.Detect(new double[4000], SampleRate)));
    }

    [Fact]
    public void AJerkOnTopOfAContractionIsGivenBesideIt()
    {
        double[] signal = Signal(5, out _);
        for (int i = 30_000; i < 38_000; i++)
        {
            signal[i] *= i is >= 34_000 and < 34_120 ? 60 : 6;
        }

        IReadOnlyList<Segment> found = new AdaptiveBurstDetector().Detect(signal, SampleRate);
        Assert.Equal(found.OrderBy(burst => burst.Start), found);
        Segment contraction = Assert.Single(found, burst => burst.Length > 7000);
        Assert.Contains(found, burst => burst.Length < 300 && burst.Start > contraction.Start && burst.End < contraction.End);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(250)]
    [InlineData(500)]
    [InlineData(10_000)]
    public void TheLibrarysOwnTakesItsBandFromTheRate(double sampleRate)
    {
        double[] signal = TestSignals.BandPassed(TestSignals.Noise(1, (int)(20 * sampleRate)), sampleRate);
        for (int i = (int)(10 * sampleRate); i < (int)(10.2 * sampleRate); i++)
        {
            signal[i] *= 20;
        }

        Assert.Single(new AdaptiveBurstDetector().Detect(signal, sampleRate));
    }

    [Fact]
    public void ACentredMeanIsTheMeanAroundEachSample() =>
        Gen.Select(Gen.Double[-5, 5].Array[0, 60], Gen.Int[1, 80]).Sample((values, window) =>
        {
            double[] means = TestFunctions.CentredMean(values, window);
            for (int i = 0; i < values.Length; i++)
            {
                int to = Math.Min(values.Length, i + (window / 2) + 1);
                int from = Math.Max(0, i + (window / 2) + 1 - window);
                Assert.Equal(values[from..to].Average(), means[i], 1e-12);
            }
        });

    [Theory]
    [InlineData("0011100", 2, 0, "2-5")]
    [InlineData("0010100", 2, 0, "")]
    [InlineData("0010100", 2, 1, "2-5")]
    [InlineData("0111011", 2, 0, "1-7")]
    [InlineData("1100110", 2, 0, "0-2 4-7")]
    [InlineData("1111", 2, 0, "0-4")]
    [InlineData("", 1, 0, "")]
    public void ARunIsConfirmedBySamplesInARow(string over, int active, int fail, string expected)
    {
        double[] values = [.. over.Select(digit => digit - '0')];
        Assert.Equal(expected, string.Join(' ', Runs.Over(values, 0.5, active, fail).Select(run => $"{run.Start}-{run.End}")));
    }

    [Fact]
    public void TheQuietestStretchIsFoundByRank()
    {
        double[] signal = [3, 3, 1, -1, 2, 2, 0.5, 9];
        Assert.Equal(new Segment(2, 4), RestFinder.Quietest(signal, 2, 1));
        Assert.Equal(new Segment(4, 6), RestFinder.Quietest(signal, 2, 2));
        Assert.Equal(new Segment(6, 8), RestFinder.Quietest(signal, 2, 99));
    }

    private static IBurstDetector Of(string name) => Detectors.Single(detector => detector.Name == name);

    private static DetectionScore Score(IBurstDetector detector, double[] signal, Interval[] truth) => DetectionScore.Of(
        [.. detector.Detect(signal, SampleRate).Select(burst => new Interval(burst.Start / SampleRate, burst.End / SampleRate))],
        truth,
        new MatchOptions(),
        signal.Length / SampleRate);

    /// <summary>A minute of band-limited noise of 5 µV with forty bursts of 100 ms and 20 dB.</summary>
    private static double[] Signal(int seed, out Interval[] truth)
    {
        var random = new Random(seed);
        double[] signal = new double[120_000];
        truth = [.. Enumerable.Range(0, 40).Select(k => 1 + (1.45 * k) + (0.3 * random.NextDouble())).Select(onset => new Interval(onset, onset + 0.1))];
        for (int i = 0; i < signal.Length; i++)
        {
            double time = i / SampleRate;
            bool isBurst = truth.Any(burst => burst.Contains(time));
            double normal = random.NextNormal();
            signal[i] = normal * (isBurst ? 50 : 5);
        }

        ZeroPhase.Filter(Butterworth.BandPass(2, 20, 450, SampleRate), signal, signal);
        return signal;
    }
}
