namespace MyoclonusSignal.Signals;

/// <summary>Where the next samples of eight signals lie.</summary>
internal ref struct LaneRows
{
    public ref double A;
    public ref double B;
    public ref double C;
    public ref double D;
    public ref double E;
    public ref double F;
    public ref double G;
    public ref double H;
}
