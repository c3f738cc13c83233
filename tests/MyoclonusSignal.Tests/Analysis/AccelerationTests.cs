using System.Globalization;
using System.Text;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>What acceleration asks for beyond EMG: slow movement, units, a limb that rings on.</summary>
public class AccelerationTests
{
    [Theory]
    [InlineData(9.80665)]
    [InlineData(1000)]
    [InlineData(16384)]
    public void TheUnitChangesAmplitudesAndNothingElse(double perG)
    {
        LimbScene scene = new() { PeakDb = 25, StepG = 0.001, PosturesPerMinute = 2 };
        AnalysisResult inG = AccelerationAccuracyTests.Analyze(scene, out List<Interval> truth);
        AnalysisResult scaled = AccelerationAccuracyTests.Analyze(scene, out _, perG);
        Assert.InRange(inG.Events.Count, truth.Count - 4, truth.Count + 4);
        Assert.Equal(inG.Events.Count, scaled.Events.Count);
        Assert.All(inG.Events.Zip(scaled.Events), pair =>
        {
            Assert.Equal(pair.First.OnsetSeconds, pair.Second.OnsetSeconds, 6);
            Assert.Equal(pair.First.DurationSeconds, pair.Second.DurationSeconds, 6);
            Assert.Equal(1, pair.Second.PeakAmplitude / (perG * pair.First.PeakAmplitude), 6);
        });
    }

    [Theory]
    [InlineData("acc_x [g],acc_y [g],acc_z [g]", "g", 1)]
    [InlineData("acc_x [m/s²],acc_y [m/s²],acc_z [m/s²]", "m/s^2", 9.80665)]
    [InlineData("x (m/s2),y (m/s2),z (m/s2)", "m/s^2", 9.80665)]
    [InlineData("acc_x_mg,acc_y_mg,acc_z_mg", "mg", 1000)]
    [InlineData("wrist_x [milli-g],wrist_y [milli-g],wrist_z [milli-g]", "mg", 1000)]
    [InlineData("acc_x [counts],acc_y [counts],acc_z [counts]", "counts", 256)]
    public void AUnitIsReadAndGivesTheSameJerks(string header, string unit, double perG)
    {
        LimbScene scene = new() { PeakDb = 25, Seconds = 60 };
        AnalysisResult result = AnalyzeText("time_s," + header, scene.Make(out List<Interval> truth), i => i / 100.0, perG);
        ChannelResult channel = Assert.Single(result.Channels);
        Assert.Equal(ChannelKind.Acceleration, channel.Kind);
        Assert.Equal(unit, channel.Unit);
        Assert.Equal(truth.Count, result.Events.Count);
        Assert.All(result.Events, e => Assert.InRange(e.PeakAmplitude / perG, 0.02, 0.2));
    }

    [Theory]
    [InlineData(100, 101)]
    [InlineData(50, 49.5)]
    public void AnHourOnAJitteryClockOffItsNominalRateKeepsTheTimesOfJerks(double nominalHz, double trueHz)
    {
        LimbScene scene = new() { SampleRate = trueHz, PeakDb = 30, Seconds = 3600, LeastIntervalSeconds = 30 };
        double[][] axes = scene.Make(out List<Interval> truth);
        Random random = new(4);

        // Every time is off by up to a fifth of the interval; the sensor's own sampling is even.
        AnalysisResult result = AnalyzeText(
            "time_s,acc_x [g],acc_y [g],acc_z [g]", axes, i => (i + 1 + (0.4 * (random.NextDouble() - 0.5))) / trueHz, 1, nominalHz);
        Assert.Equal(truth.Count, result.Events.Count);
        Assert.Equal(trueHz, result.Channels[0].SampleRate, 0.001);
        RecordingWarning conflict = Assert.Single(result.Warnings, w => w.Code == "sample-rate-conflict");
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{nominalHz} Hz"), conflict.Text, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{trueHz} Hz"), conflict.Text, StringComparison.Ordinal);
        Assert.Contains(result.Warnings, w => w.Code == "irregular-clock");
        Assert.DoesNotContain(result.Warnings, w => w.Code is "time-gap" or "clock-drift");
        double[] errors = [.. result.Events.Zip(truth, (e, t) => e.OnsetSeconds - t.StartSeconds)];
        double MedianOf(double[] values) => values.Order().ElementAt(values.Length / 2);
        double drift = MedianOf(errors[^20..]) - MedianOf(errors[..20]);
        Assert.True(Math.Abs(drift) < 1 / trueHz, $"drift {drift} s");
        Assert.All(errors, error => Assert.InRange(error, -0.1, 0.1));
    }

    [Fact]
    public void AChangeOfPostureIsListedAsSlowMovement()
    {
        AnalysisResult result = AccelerationAccuracyTests.Analyze(
            new LimbScene { HasJerks = false, PosturesPerMinute = 6, Seconds = 300, SampleRate = 200 }, out _);
        Assert.InRange(result.Channels[0].Rejected.Count(r => r.Reason == BurstRejection.SlowMovement), 10, 60);
        Assert.Equal("slow-movement", RejectedCandidate.NameOf(BurstRejection.SlowMovement));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.1)]
    public void AJerkThatLeavesTheLimbTurnedIsAJerk(double seconds)
    {
        const double Rate = 100;
        double[][] axes = [.. Enumerable.Range(0, 3).Select(axis => Detection.TestSignals.Noise(axis + 1, 6000))];
        for (int axis = 0; axis < 3; axis++)
        {
            for (int i = 0; i < 6000; i++)
            {
                // Half of the jerks turn the limb by 0.2 g, the others turn it back.
                double t = (i / Rate) % 10;
                double rise = Math.Clamp((t - 5) / seconds, 0, 1);
                double fall = Math.Clamp((t - 7) / seconds, 0, 1);
                axes[axis][i] = (0.003 * axes[axis][i]) + (axis == 0 ? 0.1 * (Math.Cos(Math.PI * fall) - Math.Cos(Math.PI * rise)) : 0);
            }
        }

        RecordingChannel channel = new("acc", ChannelKind.Acceleration, "g", Rate, [0, 1, 2], ["acc_x", "acc_y", "acc_z"]);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(new MemoryReader([channel], axes), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(12, result.Events.Count(e => e.Kind == EventKind.Jerk));
        Assert.All(result.Events, e => Assert.InRange((e.OnsetSeconds % 10) - (e.OnsetSeconds % 10 < 6 ? 5 : 7), -0.04, 0.06));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(1000)]
    public void BlocksOfAnySizeGiveTheSameEvents(double sampleRate)
    {
        LimbScene scene = new() { SampleRate = sampleRate, PeakDb = 25, PosturesPerMinute = 4, Seconds = 60 };
        double[][] axes = scene.Make(out _);
        RecordingChannel channel = new("acc", ChannelKind.Acceleration, "g", sampleRate, [0, 1, 2], ["acc_x", "acc_y", "acc_z"]);
        AnalysisResult whole = MyoclonusAnalyzer.Analyze(new MemoryReader([channel], axes), cancellationToken: TestContext.Current.CancellationToken);
        AnalysisResult parts = MyoclonusAnalyzer.Analyze(new MemoryReader([channel], axes, 37), cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotEmpty(whole.Events);
        Assert.Equal(whole.Events, parts.Events);
        Assert.Equal(whole.Channels[0].Rejected, parts.Channels[0].Rejected);
    }

    // A limb that shakes without a pause is one long burst: that its cycles are not counted is said, with their number.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AShakingLimbIsSaidToHaveCyclesThatAreNotCounted(bool shakes)
    {
        const double Rate = 100;
        double[] x = [.. Detection.TestSignals.Noise(8, 6000).Select(v => 0.003 * v)];
        for (int n = 0; n < x.Length; n++)
        {
            double t = n / Rate;

            // From 20 to 40 s at 4 Hz and 0.3 g; otherwise single jerks.
            x[n] += shakes
                ? t is > 20 and < 40 ? 0.3 * Math.Sin(2 * Math.PI * 4 * t) : 0
                : 0.3 * Math.Exp(-(t % 3.3) / 0.1) * Math.Sin(2 * Math.PI * 6 * (t % 3.3));
        }

        RecordingChannel channel = new("acc", ChannelKind.Acceleration, "g", Rate, [0], ["acc"]);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(new MemoryReader([channel], [x]), cancellationToken: TestContext.Current.CancellationToken);
        RecordingWarning? told = result.Warnings.SingleOrDefault(warning => warning.Code == "cycles-not-counted");
        Assert.Equal(shakes, told is not null);
        if (shakes)
        {
            Assert.Equal(20, told!.StartSeconds!.Value, 1.0);
            Assert.Equal(40, told.EndSeconds!.Value, 1.0);
            Assert.Contains("the rhythm of 4.0 Hz", told.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ALimbThatRingsIsOneJerkAndANewPushAnother()
    {
        const double Rate = 200;
        double[] x = [.. Detection.TestSignals.Noise(7, 8000).Select(v => 0.003 * v)];
        for (int jerk = 0; jerk < 8; jerk++)
        {
            // Amplitude 0.5 g at 6 Hz, decaying with 0.12 s; every other one is pushed again 0.35 s later.
            for (int push = 0; push <= jerk % 2; push++)
            {
                int at = (int)(((4.5 * jerk) + 2 + (0.35 * push)) * Rate);
                for (int n = 0; n < 250; n++)
                {
                    x[at + n] += 0.5 * Math.Exp(-n / Rate / 0.12) * Math.Sin(2 * Math.PI * 6 * n / Rate);
                }
            }
        }

        RecordingChannel channel = new("acc", ChannelKind.Acceleration, "g", Rate, [0], ["acc"]);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(new MemoryReader([channel], [x]), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(12, result.Events.Count(e => e.Kind == EventKind.Jerk));
        Assert.Equal(12, result.Events.Count);
    }

    [Fact]
    public void NoiseOfThreeAxesHasThreeTimesTheDegreesOfFreedom()
    {
        // The same weak jerks: a detector that is told of the axes sets its threshold lower, and still finds nothing in noise.
        int CountWith(int axes)
        {
            LimbScene scene = new() { SampleRate = 25, PeakDb = 20, Seconds = 120 };
            double[] magnitude = Magnitude(scene.Make(out _));
            JerkDetector detector = new(JerkDetectorOptions.ForAcceleration, 25, 10.5, axes: axes);
            return Detection.TestSignals.Read(detector, magnitude).Count;
        }

        Assert.True(CountWith(3) > CountWith(1) + 5, $"{CountWith(3)} and {CountWith(1)}");
        JerkDetector inNoise = new(JerkDetectorOptions.ForAcceleration, 25, 10.5, axes: 3);
        Assert.Empty(Detection.TestSignals.Read(inNoise, Magnitude(new LimbScene { SampleRate = 25, HasJerks = false, Seconds = 3600 }.Make(out _))));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JerkDetector(JerkDetectorOptions.ForAcceleration, 25, 10.5, axes: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JerkDetector(JerkDetectorOptions.ForAcceleration with { RenewalRatio = 1.5 }, 25, 10.5));
    }

    /// <summary>None of these people is known to have had myoclonus: what is found is the sharp part of ordinary movement.</summary>
    [Theory]
    [InlineData("mhealthtools_tremor/rest_tremor_data.csv", 0, 0)]
    [InlineData("mhealthtools_tremor/kinetic_tremor_data.csv", 0, 8)]
    [InlineData("biosppy/acc.txt", 0, 4)]
    [InlineData("pdkit_samples/mpower_tremor.csv", 0, 14)]
    [InlineData("pfizer_wrist/sample_wrist_accelerometer_data.csv", 3, 15)]
    public void OrdinaryMovementIsNoSeriesOfJerks(string recording, int least, int most)
    {
        using RecordingReader reader = RecordingFile.Open(TestData.RealRecording(recording));
        AnalysisResult result = MyoclonusAnalyzer.Analyze(reader, cancellationToken: TestContext.Current.CancellationToken);
        Assert.InRange(result.Events.Count(e => e.Kind == EventKind.Jerk), least, most);
    }

    private static AnalysisResult AnalyzeText(
        string header, double[][] axes, Func<int, double> time, double perG, double? statedHz = null)
    {
        StringBuilder text = new(header + "\n");
        for (int i = 0; i < axes[0].Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{time(i):F6},{perG * axes[0][i]:F6},{perG * axes[1][i]:F6},{perG * axes[2][i]:F6}\n");
        }

        using CsvRecordingReader reader = CsvRecordingReader.Open(
            new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), "r.csv", new RecordingOptions { SampleRate = statedHz });
        return MyoclonusAnalyzer.Analyze(reader, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static double[] Magnitude(double[][] axes)
    {
        double[][] filtered = [.. axes.Select(axis =>
        {
            // Gravity first: a step at the first sample would ring.
            double[] y = [.. axis.Select(v => v - axis[0])];
            new MyoclonusSignal.Filtering.SosFilter(MyoclonusSignal.Filtering.Butterworth.HighPass(3, 2, 25)).Process(y, y);
            return y;
        })];
        return [.. Enumerable.Range(0, axes[0].Length).Select(i => Math.Sqrt(filtered.Sum(axis => axis[i] * axis[i])))];
    }
}
