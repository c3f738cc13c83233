using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>A stretch of samples along a direction.</summary>
internal static class AxisProjection
{
    public static double[] Of(SampleStore[] axes, Segment segment, double[]? axis)
    {
        double[] projected = new double[segment.Length];
        axes[0].CopyTo(segment.Start, projected);
        if (axis is null)
        {
            return projected;
        }

        double[] other = new double[segment.Length];
        for (int a = 0; a < axes.Length; a++)
        {
            axes[a].CopyTo(segment.Start, other);
            for (int n = 0; n < projected.Length; n++)
            {
                projected[n] = (a == 0 ? 0 : projected[n]) + (axis[a] * other[n]);
            }
        }

        return projected;
    }
}
