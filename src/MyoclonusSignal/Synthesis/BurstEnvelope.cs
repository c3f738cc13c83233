namespace MyoclonusSignal.Synthesis;

/// <summary>
/// The amplitude of a burst over time, peak 1. Time is counted in durations from the onset, where a duration is the
/// stretch with at least 10 % of the peak: 0 is the onset, 1 the offset, and a shape may begin before 0 and end after 1.
/// </summary>
internal readonly struct BurstEnvelope
{
    /// <summary>The fraction of the peak at which a burst begins and ends.</summary>
    public const double OnsetFraction = 0.1;

    private const int QuadratureCells = 4096;

    private static readonly BurstEnvelope[] All =
        [new(BurstShape.Rectangular), new(BurstShape.Trapezoid), new(BurstShape.RaisedCosine), new(BurstShape.FastRise)];

    private readonly BurstShape _shape;

    // Where 10 % is crossed upwards and downwards on the shape's own axis (see AtOwnTime).
    private readonly double _rise;
    private readonly double _fall;

    private BurstEnvelope(BurstShape shape)
    {
        _shape = shape;
        (double start, double peak, double end) = shape switch
        {
            BurstShape.FastRise => (0.0, 1.0, 8.0),
            _ => (0.0, 0.5, 1.0),
        };
        _rise = Crossing(start, peak);
        _fall = Crossing(end, peak);
        Lead = (_rise - start) / (_fall - _rise);
        Tail = (end - _fall) / (_fall - _rise);
        double sum = 0;
        for (int cell = 0; cell < QuadratureCells; cell++)
        {
            double value = At((cell + 0.5) / QuadratureCells);
            sum += value * value;
        }

        MeanSquare = sum / QuadratureCells;
    }

    /// <summary>How long before the onset the shape begins, in durations.</summary>
    public double Lead { get; }

    /// <summary>How long after the offset the shape ends, in durations.</summary>
    public double Tail { get; }

    /// <summary>The mean of the squared envelope from the onset to the offset.</summary>
    public double MeanSquare { get; }

    public static BurstEnvelope Of(BurstShape shape) => All[(int)shape];

    /// <summary>The envelope at a time counted in durations from the onset.</summary>
    public double At(double durations) => AtOwnTime(_rise + (durations * (_fall - _rise)));

    private double AtOwnTime(double x)
    {
        switch (_shape)
        {
            case BurstShape.Rectangular:
                return x is >= 0 and < 1 ? 1 : 0;
            case BurstShape.Trapezoid:
                return Math.Clamp(Math.Min(x, 1 - x) / 0.2, 0, 1);
            case BurstShape.RaisedCosine:
                double sine = x is > 0 and < 1 ? PortableMath.SinTurns(x / 2) : 0;
                return sine * sine;
            default:
                return x is > 0 and < 8 ? x * x * PortableMath.Exp(2 - (2 * x)) : 0;
        }
    }

    private double Crossing(double below, double above)
    {
        for (int step = 0; step < 60; step++)
        {
            double middle = (below + above) / 2;
            if (AtOwnTime(middle) >= OnsetFraction)
            {
                above = middle;
            }
            else
            {
                below = middle;
            }
        }

        return above;
    }
}

/// <summary>The course of a burst's amplitude. A burst's duration is the time its envelope is at least 10 % of its peak.</summary>
public enum BurstShape
{
    /// <summary>Full from the first to the last sample.</summary>
    Rectangular,

    /// <summary>Straight rise and fall over a fifth of the burst each, level between them.</summary>
    Trapezoid,

    /// <summary>A raised cosine (Hann window): smooth rise and fall, no level part.</summary>
    RaisedCosine,

    /// <summary>Fast rise, slow decay: (t/p)² · exp(2 − 2t/p), peak at about a quarter of the duration.</summary>
    FastRise,
}
