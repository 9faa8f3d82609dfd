import './pl-screen.js';
