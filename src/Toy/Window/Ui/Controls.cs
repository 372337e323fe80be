using System.Numerics;
using Unmask.Toy.Window.Keys;

namespace Unmask.Toy.Window.Ui;

/// <summary>The controls of a scene in use: which one the mouse is over, which one Tab has come to, which slider is held.</summary>
/// <param name="scene">The scene.</param>
/// <param name="all">Its controls, in the order of Tab.</param>
internal sealed class Controls<T>(T scene, Control<T>[] all)
{
    private readonly string?[] _hints = new string?[all.Length], _hintsWithKeys = new string?[all.Length];
    private int _hovered = -1, _focused = -1, _held = -1;
    private Vector2 _mouse = new(-1, -1);

    /// <summary>Tab has come to one of them.</summary>
    public bool IsFocused => _focused >= 0;

    /// <summary>What the control under the mouse does, else what that does which Tab has come to.</summary>
    public string? Hint => HintOf(_hovered >= 0 ? _hovered : _focused);

    /// <summary>Lets go of what Tab has come to.</summary>
    public void Unfocus() => _focused = -1;

    /// <summary>Follows the mouse, its button and a slider that it holds.</summary>
    /// <param name="input">The input.</param>
    /// <param name="unit">Pixels per unit of the design.</param>
    public void Update(Input input, float unit)
    {
        Point(input.Mouse);
        if (input.LeftPressed)
            Click(unit);
        Drag(input, unit);
    }

    public void Point(Vector2 mouse)
    {
        _mouse = mouse;
        _hovered = all.Length - 1;
        while (_hovered >= 0 && !(IsShown(all[_hovered]) && all[_hovered].Place!(scene).Contains(mouse)))
            _hovered--;
    }

    /// <summary>Presses the control under the mouse.</summary>
    public void Click(float unit)
    {
        _focused = -1;
        if (_hovered < 0)
            return;
        Control<T> control = all[_hovered];
        if (control.Slide is { } slide)
        {
            _held = _hovered;
            slide(scene, Slider.ShareAt(control.Place!(scene), unit, _mouse));
        }
        else if (control.Look == Look.Stepper)
        {
            if (Stepper.ArrowAt(control.Place!(scene), unit, _mouse) is not 0 and int by)
                control.Turn!(scene, by);
        }
        else
        {
            control.Act?.Invoke(scene);
        }
    }

    /// <summary>Moves the slider that the mouse holds.</summary>
    public void Drag(Input input, float unit)
    {
        if (!input.LeftDown)
            _held = -1;
        if (_held >= 0 && input.MouseMoved)
            all[_held].Slide!(scene, Slider.ShareAt(all[_held].Place!(scene), unit, input.Mouse));
    }

    /// <summary>Does what a shortcut asks for.</summary>
    /// <returns>False if that is none of these controls.</returns>
    public bool Press(Intent intent)
    {
        foreach (Control<T> control in all)
        {
            if (intent == Intent.None || control.Intent != intent)
                continue;
            control.Act?.Invoke(scene);
            if (control.Act is null)
                control.Turn!(scene, 1);
            return true;
        }
        return false;
    }

    /// <summary>Goes on to the next control, or back; before the first and after the last there is none.</summary>
    public void Tab(bool back)
    {
        do
            _focused = (_focused + 1 + (back ? all.Length : 1)) % (all.Length + 1) - 1;
        while (_focused >= 0 && !(IsShown(all[_focused]) && (all[_focused].Act ?? all[_focused].Turn as Delegate) is not null));
    }

    /// <summary>Presses the control that Tab has come to.</summary>
    /// <returns>False if there is none.</returns>
    public bool Act()
    {
        if (IsFocused)
            all[_focused].Act?.Invoke(scene);
        return IsFocused;
    }

    /// <summary>Turns the control that Tab has come to.</summary>
    /// <returns>False if there is none that can be turned.</returns>
    public bool Turn(int by)
    {
        Action<T, int>? turn = IsFocused ? all[_focused].Turn : null;
        turn?.Invoke(scene, by);
        return turn is not null;
    }

    public void Draw(Canvas canvas, Theme theme)
    {
        Span<char> value = stackalloc char[64];
        for (int i = 0; i < all.Length; i++)
        {
            Control<T> control = all[i];
            if (control.Look == Look.None || !IsShown(control))
                continue;
            Box box = control.Place!(scene);
            string label = control.Label?.Invoke(scene) ?? control.Name;
            bool enabled = IsEnabled(control);
            var state = new WidgetState(enabled && i == _hovered, i == _focused, enabled);
            switch (control.Look)
            {
                case Look.Button or Look.Primary:
                    Button.Draw(canvas, theme, box, label, state, control.Look == Look.Primary);
                    if (control.IsOn?.Invoke(scene) ?? false)
                        canvas.Stroke(box, MathF.Round(10 * canvas.Unit), MathF.Round(2 * canvas.Unit), theme.Player);
                    break;
                case Look.Chip:
                    Chip.Draw(canvas, theme, box, label, state, control.IsOn?.Invoke(scene) ?? false);
                    break;
                case Look.Stepper:
                    Stepper.Draw(canvas, theme, box, label, control.Value!(scene), i == _hovered ? Stepper.ArrowAt(box, canvas.Unit, _mouse) : 0, state.Focused);
                    break;
                case Look.Slider:
                    Slider.Draw(canvas, theme, box, label, control.Write!(scene, value), control.Share!(scene), state);
                    break;
            }
        }
    }

    private bool IsShown(Control<T> control) => control.Place is not null && (control.IsShown?.Invoke(scene) ?? true);

    private bool IsEnabled(Control<T> control) => control.IsEnabled?.Invoke(scene) ?? true;

    /// <summary>The hint with the shortcut, where that works; put together when it has changed.</summary>
    private string? HintOf(int index)
    {
        if (index < 0 || all[index].Hint?.Invoke(scene) is not { } hint)
            return null;
        if (!IsEnabled(all[index]))
            return hint;
        if (!ReferenceEquals(hint, _hints[index]))
            (_hints[index], _hintsWithKeys[index]) = (hint, WithKeys(hint, all[index].Intent));
        return _hintsWithKeys[index];
    }

    private static string WithKeys(string hint, Intent intent)
    {
        if (intent == Intent.None)
            return hint;
        string keys = $" ({Shortcuts.KeysOf(intent)})";
        return hint.EndsWith('.') ? $"{hint[..^1]}{keys}." : hint + keys;
    }
}
