using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Synthesis;

public class BurstEnvelopeTests
{
    public static TheoryData<BurstShape> Shapes => [.. Enum.GetValues<BurstShape>()];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void TheOnsetAndTheOffsetAreWhereTenPercentIsCrossed(BurstShape shape)
    {
        BurstEnvelope envelope = BurstEnvelope.Of(shape);
        for (double t = 1e-6; t < 1 - 1e-6; t += 0.001)
        {
            Assert.True(envelope.At(t) >= 0.1 - 1e-9, $"{shape} at {t}");
        }

        for (double t = 1e-6; t < 10; t += 0.001)
        {
            Assert.True(envelope.At(-t) < 0.1, $"{shape} at {-t}");
            Assert.True(envelope.At(1 + t) < 0.1, $"{shape} at {1 + t}");
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ThePeakIsOneAndNothingIsOutsideTheSupport(BurstShape shape)
    {
        BurstEnvelope envelope = BurstEnvelope.Of(shape);
        double peak = 0;
        for (double t = 0; t < 1; t += 0.0001)
        {
            peak = Math.Max(peak, envelope.At(t));
        }

        Assert.Equal(1, peak, 1e-6);
        Assert.Equal(0, envelope.At(-envelope.Lead - 1e-9), 1e-4);
        Assert.Equal(0, envelope.At(1 + envelope.Tail + 1e-9), 1e-4);
    }

    [Fact]
    public void MeanSquaresAreThoseOfTheClosedForms()
    {
        Assert.Equal(1, BurstEnvelope.Of(BurstShape.Rectangular).MeanSquare, 1e-12);

        // Trapezoid: ramps from 0.1 to 1 over 0.18 of its own axis, level for 0.6, in a stretch of 0.96.
        Assert.Equal((0.6 + (2 * 0.2 * (1 - 0.001) / 3)) / 0.96, BurstEnvelope.Of(BurstShape.Trapezoid).MeanSquare, 1e-6);

        // sin⁴ integrates to 3x/8 − sin(2πx)/(4π)·… ; between the crossings a and 1 − a:
        double a = Math.Asin(Math.Sqrt(0.1)) / Math.PI;
        double Integral(double x) => (3 * x / 8) - (Math.Sin(2 * Math.PI * x) / (4 * Math.PI)) + (Math.Sin(4 * Math.PI * x) / (32 * Math.PI));
        Assert.Equal(
            (Integral(1 - a) - Integral(a)) / (1 - (2 * a)), BurstEnvelope.Of(BurstShape.RaisedCosine).MeanSquare, 1e-6);
    }
}
