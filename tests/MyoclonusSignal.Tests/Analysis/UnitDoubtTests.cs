using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>A sensor at rest shows gravity, which tells whether the unit in the header can be true.</summary>
public sealed class UnitDoubtTests
{
    private const double Rate = 100;

    [Theory]
    [InlineData("m/s^2", 1, "9.807 m/s^2", "in g")]
    [InlineData("g", 9.80665, "gravity is 1 g", "in m/s^2")]
    [InlineData("g", 1000, "gravity is 1 g", "in mg")]
    [InlineData("mg", 1, "gravity is 1000 mg", "in g")]
    [InlineData("mg", 9.80665, "gravity is 1000 mg", "in m/s^2")]
    [InlineData("m/s²", 1000, "9.807 m/s²", "in mg")]
    public void AUnitThatGravityContradictsIsDoubtful(string unit, double gravity, string expected, string other)
    {
        AnalysisResult result = Analyze(unit, Tremor(gravity));
        RecordingWarning warning = Assert.Single(result.Warnings, w => w.Code == "unit-doubtful");
        Assert.Equal("acc", warning.Channel);
        Assert.Contains(expected, warning.Text, StringComparison.Ordinal);
        Assert.Contains(other, warning.Text, StringComparison.Ordinal);
        RhythmDisplacement displacement = result.Channels[0].Displacement!;
        Assert.Null(displacement.Millimetres);
        Assert.StartsWith("refused: the unit is doubtful", displacement.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("g", 1)]
    [InlineData("mg", 1000)]
    [InlineData("m/s^2", 9.80665)]
    [InlineData("m/s^2", 9.2)]
    [InlineData("g", 1.08)]
    [InlineData(null, 1)]
    [InlineData("deg/s", 1)]
    public void ATrueUnitAndAnUnknownOneAreNot(string? unit, double gravity) =>
        Assert.DoesNotContain(Analyze(unit, Tremor(gravity)).Warnings, w => w.Code == "unit-doubtful");

    [Fact]
    public void WithoutGravityInTheValuesNothingIsTold()
    {
        // What a phone calls user acceleration: noise about zero, and a tremor.
        AnalysisResult result = Analyze("m/s^2", Tremor(0));
        Assert.DoesNotContain(result.Warnings, w => w.Code == "unit-doubtful");
        Assert.NotNull(result.Channels[0].Displacement!.Millimetres);
    }

    [Fact]
    public void ASensorThatNeverRestsTellsNothing()
    {
        double[][] axes = Tremor(1);
        for (int i = 0; i < axes[0].Length; i++)
        {
            axes[0][i] += Math.Sin(2 * Math.PI * 1.3 * i / Rate);
        }

        Assert.DoesNotContain(Analyze("m/s^2", axes).Warnings, w => w.Code == "unit-doubtful");
    }

    [Fact]
    public void OneAxisTellsNothing()
    {
        RecordingChannel one = new("acc", ChannelKind.Acceleration, "m/s^2", Rate, [0], ["acc"]);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(
            new MemoryReader([one], [Tremor(1)[2]]), cancellationToken: TestContext.Current.CancellationToken);
        Assert.DoesNotContain(result.Warnings, w => w.Code == "unit-doubtful");
    }

    [Fact]
    public void TheMagnitudeIsThatOfEveryPositionWhateverTheBlocksAndGaps()
    {
        double[][] axes = Tremor(1);
        GravityMeter whole = new(Rate);
        GravityMeter parts = new(Rate);
        for (int axis = 0; axis < 3; axis++)
        {
            whole.Process(axis, axes[axis]);
        }

        for (int at = 0; at < axes[0].Length; at += 37)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                parts.Process(axis, axes[axis].AsSpan(at, Math.Min(37, axes[axis].Length - at)));
            }
        }

        Assert.Equal(20, whole.RestCount);
        Assert.Equal(1, whole.Magnitude()!.Value, 0.01);
        Assert.Equal(whole.Magnitude(), parts.Magnitude());

        // A gap drops the window that it cuts off.
        GravityMeter cut = new(Rate);
        foreach (int length in (int[])[399, 399, 399])
        {
            for (int axis = 0; axis < 3; axis++)
            {
                cut.Process(axis, axes[axis].AsSpan(0, length));
            }

            cut.EndSegment();
        }

        Assert.Equal(3, cut.RestCount);
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        double[][] axes = Tremor(1);
        GravityMeter meter = new(Rate);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int axis = 0; axis < 3; axis++)
            {
                meter.Process(axis, axes[axis]);
            }
        }));
    }

    [Fact]
    public void ARealRecordingWhoseHeaderIsWrongIsFound()
    {
        // Its header says m/s^2 and its values are in g.
        using RecordingReader reader = RecordingFile.Open(TestData.RealRecording("biosppy/acc.txt"));
        AnalysisResult result = MyoclonusAnalyzer.Analyze(reader, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains(result.Warnings, w => w.Code == "unit-doubtful");
        Assert.Null(result.Channels[0].Displacement?.Millimetres);
    }

    [Theory]
    [InlineData("pfizer_wrist/sample_wrist_accelerometer_data.csv")]
    [InlineData("pdkit_samples/mpower_tremor.csv")]
    [InlineData("mhealthtools_tremor/rest_tremor_data.csv")]
    public void RealRecordingsWithTrueUnitsAreNot(string path)
    {
        using RecordingReader reader = RecordingFile.Open(TestData.RealRecording(path));
        AnalysisResult result = MyoclonusAnalyzer.Analyze(reader, cancellationToken: TestContext.Current.CancellationToken);
        Assert.DoesNotContain(result.Warnings, w => w.Code == "unit-doubtful");
    }

    private static AnalysisResult Analyze(string? unit, double[][] axes) => MyoclonusAnalyzer.Analyze(
        new MemoryReader([new RecordingChannel("acc", ChannelKind.Acceleration, unit, Rate, [0, 1, 2], ["x", "y", "z"])], axes),
        cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>40 s of a hand that trembles at 5 Hz and lies in two positions; without gravity about zero.</summary>
    private static double[][] Tremor(double gravity)
    {
        var random = new Random(20260303);
        double scale = gravity == 0 ? 1 : gravity;
        double[][] axes = [new double[4000], new double[4000], new double[4000]];
        for (int i = 0; i < 4000; i++)
        {
            double tremor = 0.03 * scale * Math.Sin(2 * Math.PI * 5 * i / Rate);
            for (int axis = 0; axis < 3; axis++)
            {
                axes[axis][i] = tremor + (0.01 * scale * (random.NextDouble() + random.NextDouble() - 1));
            }

            axes[i < 2000 ? 2 : 0][i] += gravity * 0.8;
            axes[1][i] += gravity * 0.6;
        }

        return axes;
    }
}
